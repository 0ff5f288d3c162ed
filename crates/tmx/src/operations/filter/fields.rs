//! The fields that tests look at, with what each may be compared by.

use regex_automata::meta::Regex;
use yaddash_model::LanguageTag;

use super::ExpressionError;
use super::expression::{DateField, NumberField, Test, TextField, TextTest};
use super::lexer::{Operator, Token, TokenKind};
use super::parser::Parser;

const FIELDS: &str = "has, only, text, same, empty, tuid, user, creationid, changeid, prop, note, attr, created, changed, \
    used, variants, languages, words, chars, codes, ratio, wordratio, usagecount";

/// Reads one test.
pub(super) fn test(parser: &mut Parser<'_>) -> Result<Test, ExpressionError> {
    let end = parser.column();
    let wanted = "a test such as `has az` is missing here";
    let Some(token) = parser.take() else {
        return Err(ExpressionError::new(end, wanted));
    };
    let column = token.column;
    let TokenKind::Word(word) = &token.kind else {
        return Err(ExpressionError::new(column, wanted));
    };
    let (name, argument) = match word.text.split_once(':') {
        Some((name, argument)) => (name, Some(argument)),
        None => (&*word.text, None),
    };
    let field = Field {
        name,
        argument: argument.filter(|argument| !argument.is_empty()),
        column,
    };
    if word.is_quoted {
        let problem = format!(
            "`{}` is a text and no test: compare a field with it",
            word.text
        );
        return Err(ExpressionError::new(column, problem));
    }
    match name {
        "has" | "lang" => {
            let spelling = match field.argument {
                Some(argument) => (argument.to_owned(), column),
                None => value(parser, "a language")?,
            };
            Ok(Test::Has(language(&spelling.0, spelling.1)?))
        }
        "only" => {
            let (list, column) = match field.argument {
                Some(argument) => (argument.to_owned(), column),
                None => value(parser, "languages parted by commas")?,
            };
            let tags = list.split(',').map(|tag| language(tag, column));
            Ok(Test::Only(tags.collect::<Result<_, _>>()?))
        }
        "empty" => Ok(Test::Empty(field.language()?)),
        "same" => Ok(Test::Same(match field.argument {
            Some(_) => Some(field.pair()?),
            None => None,
        })),
        _ => compared(&field, parser),
    }
}

/// A test that compares a field with a value, or asks whether it is there.
fn compared(field: &Field<'_>, parser: &mut Parser<'_>) -> Result<Test, ExpressionError> {
    let text = match field.name {
        "text" => Some(TextField::Text(field.language()?)),
        "user" => Some(TextField::User),
        "note" => Some(TextField::Note),
        "tuid" | "creationid" | "changeid" => Some(TextField::Attribute(field.name.to_owned())),
        "prop" => Some(TextField::Property(field.needed("a type")?)),
        "attr" => Some(TextField::Attribute(field.needed("a name")?)),
        _ => None,
    };
    if let Some(text) = text {
        return Ok(Test::Text(text, text_test(field, parser)?));
    }
    let date = match field.name {
        "created" => Some(DateField::Created),
        "changed" => Some(DateField::Changed),
        "used" => Some(DateField::Used),
        _ => None,
    };
    if let Some(date) = date {
        return date_test(field, date, parser);
    }
    let number = match field.name {
        "variants" => NumberField::Variants,
        "languages" => NumberField::Languages,
        "usagecount" => NumberField::UsageCount,
        "words" => NumberField::Words(field.language()?),
        "chars" => NumberField::Characters(field.language()?),
        "codes" => NumberField::Codes(field.language()?),
        "ratio" => NumberField::CharacterRatio(field.pair()?),
        "wordratio" => NumberField::WordRatio(field.pair()?),
        name => {
            let problem = format!("`{name}` is no field; fields are {FIELDS}");
            return Err(ExpressionError::new(field.column, problem));
        }
    };
    number_test(field, number, parser)
}

fn text_test(field: &Field<'_>, parser: &mut Parser<'_>) -> Result<TextTest, ExpressionError> {
    let Some((operator, column)) = operator(parser) else {
        return Ok(TextTest::Exists);
    };
    if !matches!(
        operator,
        Operator::Equal | Operator::NotEqual | Operator::Matches | Operator::MatchesNot
    ) {
        let problem = format!("`{}` is text: compare it by =, !=, ~ or !~", field.name);
        return Err(ExpressionError::new(column, problem));
    }
    let (text, column) = value(parser, "a text")?;
    Ok(match operator {
        Operator::Matches => TextTest::Matches(regex(&text, column)?),
        Operator::MatchesNot => TextTest::MatchesNot(regex(&text, column)?),
        Operator::NotEqual => TextTest::IsNot(text.replace("\\\\", "\\")),
        _ => TextTest::Is(text.replace("\\\\", "\\")),
    })
}

fn number_test(
    field: &Field<'_>,
    number: NumberField,
    parser: &mut Parser<'_>,
) -> Result<Test, ExpressionError> {
    let Some((operator, column)) = operator(parser) else {
        return Ok(Test::Number(number, Operator::Greater, 0.0));
    };
    no_regex(field.name, "a number", operator, column)?;
    let (text, column) = value(parser, "a number")?;
    let parsed = text.parse().ok().filter(|value: &f64| value.is_finite());
    let Some(value) = parsed else {
        let problem = format!("`{text}` is not a number such as 10 or 1.5");
        return Err(ExpressionError::new(column, problem));
    };
    Ok(Test::Number(number, operator, value))
}

fn date_test(
    field: &Field<'_>,
    date: DateField,
    parser: &mut Parser<'_>,
) -> Result<Test, ExpressionError> {
    let Some((operator, column)) = operator(parser) else {
        return Ok(Test::HasDate(date));
    };
    no_regex(field.name, "a date", operator, column)?;
    let (text, column) = value(parser, "a date")?;
    let digits = date_digits(&text);
    if !matches!(digits.len(), 4 | 6 | 8 | 10 | 12 | 14)
        || text.contains(|c: char| !(c.is_ascii_digit() || "-:TZ".contains(c)))
    {
        let problem = format!("`{text}` is not a date such as 2024, 2024-05 or 2024-05-31");
        return Err(ExpressionError::new(column, problem));
    }
    Ok(Test::Date(date, operator, digits))
}

/// The digits of a date, `YYYYMMDDhhmmss` or the start of it.
pub(super) fn date_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn no_regex(
    name: &str,
    what: &str,
    operator: Operator,
    column: usize,
) -> Result<(), ExpressionError> {
    if matches!(operator, Operator::Matches | Operator::MatchesNot) {
        let problem = format!("`{name}` is {what}: compare it by =, !=, <, <=, > or >=");
        return Err(ExpressionError::new(column, problem));
    }
    Ok(())
}

fn regex(pattern: &str, column: usize) -> Result<Box<Regex>, ExpressionError> {
    Regex::new(pattern).map(Box::new).map_err(|error| {
        // The last line of the message says what is wrong; those before draw the pattern.
        let reason = match error.syntax_error() {
            Some(error) => error.to_string(),
            None => error.to_string(),
        };
        let reason = reason.lines().last().unwrap_or_default();
        let reason = reason.trim_start_matches("error: ");
        let problem = format!("the regular expression cannot be read: {reason}");
        ExpressionError::new(column, problem)
    })
}

/// Takes an operator where it is next.
fn operator(parser: &mut Parser<'_>) -> Option<(Operator, usize)> {
    match parser.peek() {
        Some(Token {
            column,
            kind: TokenKind::Operator(operator),
        }) => {
            parser.take();
            Some((*operator, *column))
        }
        _ => None,
    }
}

/// Takes a value; gives it with its column.
fn value(parser: &mut Parser<'_>, wanted: &str) -> Result<(String, usize), ExpressionError> {
    let column = parser.column();
    match parser.take().map(|token| &token.kind) {
        Some(TokenKind::Word(word)) => Ok((word.text.clone(), column)),
        Some(TokenKind::Operator(operator)) => Err(ExpressionError::new(
            column,
            format!("{wanted} is missing before `{}`", operator.sign()),
        )),
        _ => Err(ExpressionError::new(
            column,
            format!("{wanted} is missing here"),
        )),
    }
}

fn language(spelling: &str, column: usize) -> Result<LanguageTag, ExpressionError> {
    LanguageTag::lenient(spelling.trim())
        .map_err(|error| ExpressionError::new(column, error.to_string()))
}

/// A field with what stands behind its colon.
struct Field<'t> {
    name: &'t str,
    argument: Option<&'t str>,
    column: usize,
}

impl Field<'_> {
    fn language(&self) -> Result<Option<LanguageTag>, ExpressionError> {
        self.argument
            .map(|spelling| language(spelling, self.column))
            .transpose()
    }

    fn pair(&self) -> Result<[LanguageTag; 2], ExpressionError> {
        let pair = self.argument.and_then(|pair| pair.split_once(','));
        let Some((one, other)) = pair else {
            let problem = format!(
                "`{}` needs two languages, as in `{}:en,az`",
                self.name, self.name
            );
            return Err(ExpressionError::new(self.column, problem));
        };
        Ok([language(one, self.column)?, language(other, self.column)?])
    }

    fn needed(&self, what: &str) -> Result<String, ExpressionError> {
        self.argument.map(ToOwned::to_owned).ok_or_else(|| {
            let problem = format!(
                "`{}` needs {what} behind a colon, as in `{}:x-domain`",
                self.name, self.name
            );
            ExpressionError::new(self.column, problem)
        })
    }
}
