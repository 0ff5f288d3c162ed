# Reports of findings as the programs that read them have it; part of run.sh, whose functions and folders it uses.
# shellcheck shell=bash disable=SC2154

# Findings in names and texts of all kinds: spaces, %, #, wide characters, markup, units, a package.
hard=$work/findings
mkdir -p "$hard/docs"
printf 'concept,language,term,status\npace,en,PACE,preferred\npace,en,ECPA,deprecated\npace,az,AŞPA,preferred\npace,az,ECPA,deprecated\n' \
    >"$hard/glossary.csv"
printf '# İclas\n\nİclasda\tECPA-nın “hesabatı” və <b>ECPA</b>.\n\nECPA ECPA ECPA\n' >"$hard/docs/sənəd 1%20#?.az.md"
printf 'The 議会 ECPA and <x> & "ECPA"\r\nthe the end\r\n' >"$hard/docs/wide 議会.en.txt"
printf '<!-- yaddash-ignore-next deprecated-term: the old name -->\n\nThe ECPA met.\n' >"$hard/docs/kept.en.md"
printf 'en\taz\nThe PACE met\tECPA toplandı\n' >"$hard/table.tsv"
cp "$root/corpus/documents/law-in-articles.en.docx" "$hard/docs/"
# found CODE NAME FORMAT PATH…: findings in a format, with the exit code that the check ends with.
found() {
    local expected=$1 name=$2 format=$3 code=0
    shift 3
    (cd "$hard" && "$program" check --quiet --glossary glossary.csv --format "$format" "$@") >"$work/$name.$format" || code=$?
    [ "$code" -eq "$expected" ]
}
for format in sarif gitlab rdjson junit checkstyle; do
    test_case "check: findings as $format" found 1 hard "$format" . table.tsv
    test_case "check: no findings as $format" found 0 none "$format" docs/kept.en.md
done
for format in sarif junit; do
    "$program" tmx validate --format "$format" "$here/samples/nasty.tmx" "$work/no-language.tmx" >"$work/tmx.$format"
    "$program" glossary validate --format "$format" "$hard/glossary.csv" >"$work/glossary.$format"
done

if command -v xmllint >/dev/null; then
    valid_report() { xmllint --noout --nonet --schema "$here/schemas/$1.xsd" "$2"; }
    invalid_report() { ! valid_report "$@"; }
    for format in junit checkstyle; do
        for name in hard none; do
            test_case "xmllint: $name.$format is valid" valid_report "$format" "$work/$name.$format"
        done
        sed '0,/line="[0-9]*"/s//line="0"/' "$work/hard.$format" >"$work/broken.$format"
        test_case "xmllint: $format with line 0 is not" invalid_report "$format" "$work/broken.$format"
    done
    test_case "xmllint: findings in memories as junit are valid" valid_report junit "$work/tmx.junit"
fi

if "$python" -c 'import check_jsonschema, pre_commit' 2>/dev/null \
    || "$python" -m pip install --quiet --disable-pip-version-check check-jsonschema pre-commit >/dev/null 2>&1; then
    schema() { "$python" -m check_jsonschema "$@"; }
    no_schema() { ! schema "$@"; }
    for format in gitlab rdjson; do
        for name in hard none; do
            cp "$work/$name.$format" "$work/$name.$format.json"
            test_case "JSON schema: $name.$format is valid" schema --schemafile "$here/schemas/$format.json" "$work/$name.$format.json"
        done
        sed '0,/"line":[0-9]*/s//"line":0/' "$work/hard.$format" >"$work/broken.$format.json"
        test_case "JSON schema: $format with line 0 is not" no_schema --schemafile "$here/schemas/$format.json" "$work/broken.$format.json"
    done
    test_case "JSON schema: action.yml" schema --builtin-schema vendor.github-actions "$root/action.yml"
    sed 's/using: composite/using: compost/' "$root/action.yml" >"$work/compost.yml"
    test_case "JSON schema: a compost action is none" no_schema --builtin-schema vendor.github-actions "$work/compost.yml"
    mkdir "$work/blocks"
    "$python" "$here/ci_blocks.py" "$root/docs/ci.md" "$work/blocks" || failed=$((failed + 1))
    test_case "JSON schema: workflows of docs/ci.md" schema --builtin-schema vendor.github-workflows "$work"/blocks/workflow-*.yml
    test_case "JSON schema: pipelines of docs/ci.md" schema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$work"/blocks/gitlab-*.yml
    pre_commit() { PRE_COMMIT_HOME=$work/pre-commit "$python" -m pre_commit "$@"; }
    test_case "pre-commit: the configuration in docs/ci.md" pre_commit validate-config "$work"/blocks/pre-commit-*.yaml
    test_case "pre-commit: .pre-commit-hooks.yaml" pre_commit validate-manifest "$root/.pre-commit-hooks.yaml"

    # The hook in a project of its own, from a repository that has nothing but the hooks.
    mkdir -p "$work/hooks" "$work/project/docs" "$work/path"
    cp "$root/.pre-commit-hooks.yaml" "$work/hooks/"
    cp "$hard/glossary.csv" "$work/project/"
    ln -s "$program" "$work/path/yaddash"
    in_git() { git -C "$1" -c user.name=a -c user.email=a@b.example -c commit.gpgsign=false "${@:2}"; }
    for repository in hooks project; do
        in_git "$work/$repository" init --quiet && in_git "$work/$repository" add --all
        in_git "$work/$repository" commit --quiet --message=x
    done
    # hook TEXT: what the hook says of a new document; an unstaged file is not its concern.
    hook() {
        printf '%s\n' "$1" >"$work/project/docs/new.en.md"
        printf 'The ECPA.\n' >"$work/project/docs/unstaged.en.md"
        in_git "$work/project" add docs/new.en.md
        (cd "$work/project" && printf '[check]\nglossary = ["glossary.csv"]\n' >yaddash.toml \
            && PATH=$work/path:$PATH pre_commit try-repo "$work/hooks" yaddash --verbose)
    }
    hook_fails() { ! hook "$1" >"$work/hook" && grep -q 'new.en.md:1:5' "$work/hook" && ! grep -q unstaged "$work/hook"; }
    test_case "pre-commit: the hook passes what is right" hook "The PACE met."
    test_case "pre-commit: the hook holds back what is wrong" hook_fails "The ECPA met."
else
    skip "JSON schemas and pre-commit" "check-jsonschema and pre-commit cannot be installed from PyPI"
fi

multitool=$root/target/interop/node/node_modules/.bin/sarif-multitool
[ -x "$multitool" ] || ! command -v npm >/dev/null \
    || npm install --silent --no-fund --no-audit --prefix "$root/target/interop/node" @microsoft/sarif-multitool >/dev/null 2>&1
if [ -x "$multitool" ]; then
    sarif() {
        rm -f "$work/log.sarif"
        "$multitool" validate "$1" --output "$work/log.sarif" --log ForceOverwrite && "$python" "$here/sarif_log.py" "$work/log.sarif"
    }
    faulty_sarif() { ! sarif "$1"; }
    for name in hard none tmx glossary; do
        test_case "sarif-multitool: no error and no warning in $name.sarif" sarif "$work/$name.sarif"
    done
    for fault in '0,/"startLine":[0-9]*/s//"startLine":0/' '0,/"ruleIndex":[0-9]*/s//"ruleIndex":500/' 's/"columnKind"/"columnSort"/'; do
        sed "$fault" "$work/hard.sarif" >"$work/broken.sarif"
        test_case "sarif-multitool: after $fault there is" faulty_sarif "$work/broken.sarif"
    done
else
    skip "sarif-multitool" "it cannot be installed from npm"
fi
