import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.loomchild.segment.srx.SrxDocument;
import net.loomchild.segment.srx.SrxTextIterator;
import net.loomchild.segment.srx.io.SrxAnyParser;

/**
 * Cuts paragraphs, one a line of standard input, by an SRX file with the Java library "segment": segments parted by U+001F, a
 * paragraph a line. Arguments: RULES.srx LANGUAGE.
 */
public final class SegmentCut {
    public static void main(String[] arguments) throws Exception {
        String rules = Files.readString(Path.of(arguments[0]));
        SrxDocument document = new SrxAnyParser().parse(new StringReader(rules));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String paragraph = in.readLine(); paragraph != null; paragraph = in.readLine()) {
            var segments = new StringBuilder();
            var iterator = new SrxTextIterator(document, arguments[1], paragraph);
            while (iterator.hasNext()) {
                segments.append(segments.isEmpty() ? "" : "\u001f").append(iterator.next());
            }
            out.print(segments.append('\n'));
        }
        out.flush();
    }
}
