package org.schoolapprovals.textcheck;

import com.ibm.icu.lang.UCharacter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.schoolapprovals.refusal.RefusedException;

/** Reads a list as somebody typed or pasted it, one entry a line. */
final class ListReader {

    private static final int LONGEST_ENTRY = 100;
    private static final int SHORTEST_BEGINNING = 3;
    private static final int FAULTS_TOLD = 10;

    /** Agreeing to one of these would agree to half of the web. */
    private static final Set<String> NOBODYS_SITE = Set.of(
            "co.uk", "org.uk", "me.uk", "net.uk", "ltd.uk", "plc.uk", "ac.uk", "sch.uk", "github.io", "blogspot.com");

    private ListReader() {}

    /**
     * The entries, each once however it is written.
     *
     * @throws RefusedException with a sentence for each faulty line
     */
    static Collection<String> read(ListKind kind, String text) {
        Map<String, String> entries = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        String[] lines = text.split("\\R");
        for (int number = 1; number <= lines.length && faults.size() < FAULTS_TOLD; number++) {
            String line = lines[number - 1].replaceAll("\\s+", " ").strip();
            if (!line.isEmpty()) {
                String fault = fault(kind, line);
                if (fault.isEmpty()) {
                    String entry = kind == ListKind.AGREED_SITES ? site(line) : line;
                    entries.putIfAbsent(sameness(kind, entry), entry);
                } else {
                    faults.add("Line %d: %s".formatted(number, fault));
                }
            }
        }
        if (entries.size() > kind.most()) {
            faults.add(String.format(
                    Locale.UK,
                    "%s: the list takes up to %,d entries, and these are %,d.",
                    kind.title(),
                    kind.most(),
                    entries.size()));
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
        return entries.values();
    }

    private static String fault(ListKind kind, String line) {
        if (line.length() > LONGEST_ENTRY) {
            return "please write no more than %d characters.".formatted(LONGEST_ENTRY);
        }
        if (line.codePoints().anyMatch(UCharacter::isISOControl)) {
            return "there are control characters in it, please type it anew.";
        }
        return switch (kind) {
            case ABUSIVE_WORDS, SAFEGUARDING_SIGNS -> faultOfPhrase(line);
            case AGREED_SITES -> faultOfSite(line);
        };
    }

    private static String faultOfPhrase(String line) {
        List<String> words = Wordlist.wordsOf(line);
        if (words.isEmpty()
                || words.size() == 1
                        && words.get(0).length() == 1
                        && words.get(0).charAt(0) < 128) {
            return "please write a word of two letters or more, or an emoji.";
        }
        boolean stray = line.replaceAll("\\*(?=\\s|$)", "").indexOf('*') >= 0
                || words.stream().anyMatch(word -> word.endsWith("*") && word.length() <= SHORTEST_BEGINNING);
        return stray ? "a star stands at the end of a word, after three letters or more, such as idiot*." : "";
    }

    private static String faultOfSite(String line) {
        String site = site(line);
        if (site.indexOf('.') < 0 || site.startsWith("[") || site.matches("[0-9.]+")) {
            return "please write a site such as bbc.co.uk.";
        }
        return NOBODYS_SITE.contains(site) ? "%s is not one site, please write more of it.".formatted(site) : "";
    }

    private static String site(String line) {
        return Links.hostOf(line)
                .map(host -> host.replaceFirst("^www\\.(?=.*\\.)", ""))
                .orElse("");
    }

    private static String sameness(ListKind kind, String entry) {
        return kind == ListKind.AGREED_SITES ? entry : String.join(" ", Wordlist.wordsOf(entry));
    }
}
