package org.schoolapprovals.policyreview.document;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.schoolapprovals.refusal.RefusedException;

/** The text of a PDF, line by line; none where its pages are pictures. */
final class PdfText {

    private static final int MOST_PAGES = 300;
    private static final int DEEPEST = 20;

    /** Ways of packing that hardly anything writes today, and behind which much could be hidden. */
    private static final Set<String> ODD_PACKING =
            Set.of("LZWDecode", "LZW", "RunLengthDecode", "RL", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx");

    private static final Pattern PACKING = Pattern.compile("/Filter(?![A-Za-z0-9])");
    private static final Pattern PACKING_NAMED =
            Pattern.compile("\\s*(?:\\[((?:\\s*/[A-Za-z0-9.]{1,50})*)\\s*\\]|/([A-Za-z0-9.]{1,50}))");
    private static final Pattern SLASH_OR_BLANK = Pattern.compile("[\\s/]+");
    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");

    private static final COSName[] ACTIVE = {
        COSName.getPDFName("JS"),
        COSName.getPDFName("JavaScript"),
        COSName.getPDFName("Launch"),
        COSName.getPDFName("EmbeddedFiles"),
        COSName.getPDFName("EmbeddedFile"),
        COSName.getPDFName("XFA"),
        COSName.getPDFName("RichMedia")
    };

    private PdfText() {}

    /**
     * @throws RefusedException for one that could do harm
     * @throws IOException for a damaged one
     */
    static Optional<String> of(byte[] file) throws IOException {
        refuseBomb(file);
        try (PDDocument document = Loader.loadPDF(file)) {
            if (document.isEncrypted()) {
                throw locked();
            }
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw new RefusedException(
                        "File: it has more than " + MOST_PAGES + " pages; please upload the policy alone.");
            }
            refuseHarm(document.getDocument());
            return text(document);
        } catch (InvalidPasswordException withPassword) {
            throw locked();
        } catch (RefusedException refused) {
            throw refused;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new IOException(broken);
        }
    }

    private static RefusedException locked() {
        return new RefusedException("File: it is protected by a password; please save it without one.");
    }

    /** Before anything is opened: reading the table of contents unpacks some of it already. */
    private static void refuseBomb(byte[] file) {
        String raw = ESCAPED.matcher(new String(file, StandardCharsets.ISO_8859_1))
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
        Matcher named = PACKING_NAMED.matcher(raw);
        for (Matcher packing = PACKING.matcher(raw); packing.find(); ) {
            named.region(packing.end(), raw.length());
            if (!named.lookingAt() || isOdd(named.group(1) == null ? named.group(2) : named.group(1))) {
                throw unusual();
            }
        }
        if (!Unpacked.isModest(file)) {
            throw new RefusedException(
                    "File: it unpacks to far more than a policy can be; please save it anew without pictures.");
        }
    }

    private static boolean isOdd(String names) {
        return SLASH_OR_BLANK.splitAsStream(names).anyMatch(ODD_PACKING::contains);
    }

    private static RefusedException unusual() {
        return new RefusedException(
                "File: this PDF is packed in an unusual way; please print it into a new PDF, and upload that.");
    }

    /** Whatever would run, or be unpacked, when somebody opens it. */
    private static void refuseHarm(COSDocument document) {
        for (COSObjectKey key : document.getXrefTable().keySet()) {
            COSBase value = document.getObjectFromPool(key).getObject();
            if (value instanceof COSStream stream && isPackedOddly(stream)) {
                throw unusual();
            }
            if (isActive(value, 0)) {
                throw new RefusedException(
                        "File: programs or other files are embedded in this PDF; please print it into a new PDF,"
                                + " and upload that.");
            }
        }
    }

    private static boolean isPackedOddly(COSStream stream) {
        COSBase filters = stream.getDictionaryObject(COSName.FILTER, COSName.F);
        if (filters instanceof COSArray several) {
            return several.toList().stream()
                    .anyMatch(filter -> !(filter instanceof COSName name) || ODD_PACKING.contains(name.getName()));
        }
        return filters instanceof COSName name && ODD_PACKING.contains(name.getName());
    }

    private static boolean isActive(COSBase value, int depth) {
        if (depth > DEEPEST) {
            return true;
        }
        if (value instanceof COSDictionary dictionary) {
            for (COSName name : ACTIVE) {
                if (dictionary.containsKey(name)
                        || name.equals(dictionary.getDictionaryObject(COSName.S))
                        || name.equals(dictionary.getDictionaryObject(COSName.TYPE))
                        || name.equals(dictionary.getDictionaryObject(COSName.SUBTYPE))) {
                    return true;
                }
            }
            return dictionary.getValues().stream()
                    .filter(inside -> !(inside instanceof COSObject))
                    .anyMatch(inside -> isActive(inside, depth + 1));
        }
        if (value instanceof COSArray array) {
            for (int at = 0; at < array.size(); at++) {
                COSBase inside = array.get(at);
                if (!(inside instanceof COSObject) && isActive(inside, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<String> text(PDDocument document) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setSuppressDuplicateOverlappingText(false);
        BoundedText found = new BoundedText();
        stripper.writeText(document, found);
        String text = found.toString()
                .lines()
                .map(Lines::sound)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return text.codePoints().anyMatch(Character::isLetter)
                ? Optional.of(DocumentReader.checked(text))
                : Optional.empty();
    }

    /** Stops at a text that is too long, instead of taking it in. */
    private static final class BoundedText extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int from, int length) {
            if (text.length() + length > DocumentReader.LONGEST_TEXT * 2) {
                throw new RefusedException(DocumentReader.TOO_LONG);
            }
            text.append(characters, from, length);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
