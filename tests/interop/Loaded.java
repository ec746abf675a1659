import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.omegat.core.Core;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.Language;

/**
 * Prints what OmegaT's own readers load from a glossary: a line for each term and translation, with source, target and comment
 * between tabs.
 *
 * usage: Loaded SOURCE TARGET FILE, with the codes of the two languages.
 */
public class Loaded {
    public static void main(String[] arguments) throws Exception {
        setProject(arguments[0], arguments[1]);
        File file = new File(arguments[2]);
        List<GlossaryEntry> entries = file.getName().endsWith(".tbx")
                ? GlossaryReaderTBX.read(file, false)
                : GlossaryReaderTSV.read(file, false);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (GlossaryEntry entry : entries) {
            String[] targets = entry.getLocTerms(false);
            String[] comments = entry.getComments();
            for (int at = 0; at < targets.length; at++) {
                out.print(line(entry.getSrcText()) + "\t" + line(targets[at]) + "\t" + line(comments[at]) + "\n");
            }
        }
    }

    /** A project whose languages are these, and which does nothing. */
    private static void setProject(String source, String target) throws Exception {
        ProjectProperties properties = new ProjectProperties(new File("."));
        properties.setSourceLanguage(new Language(source));
        properties.setTargetLanguage(new Language(target));
        Core.setProject((IProject) Proxy.newProxyInstance(
                Loaded.class.getClassLoader(),
                new Class<?>[] {IProject.class},
                (proxy, method, values) -> method.getName().equals("getProjectProperties") ? properties : null));
    }

    private static String line(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
