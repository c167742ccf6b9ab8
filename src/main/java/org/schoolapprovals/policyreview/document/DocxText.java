package org.schoolapprovals.policyreview.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.schoolapprovals.refusal.RefusedException;

/** The text of a Word document: a paragraph, or a row of a table, on each line. */
final class DocxText {

    /** What a document may unpack to in all. */
    private static final long LARGEST_UNPACKED = 60L * 1024 * 1024;

    private static final int MOST_PARTS = 1000;
    private static final int BUFFER = 8192;
    private static final String WORD_DOCUMENT =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final String LINK = "/hyperlink";

    static {
        // What it unpacks to in all is limited here, before the library sees it.
        ZipSecureFile.setMinInflateRatio(0);
    }

    private DocxText() {}

    /**
     * @throws RefusedException for what is no Word document, or could do harm
     * @throws IOException for a damaged one
     */
    static String of(byte[] file) throws IOException {
        refuseBomb(file);
        try (OPCPackage parts = OPCPackage.open(new ByteArrayInputStream(file))) {
            if (parts.getPartsByContentType(WORD_DOCUMENT).isEmpty()) {
                throw new RefusedException(
                        "File: it is not a Word document (.docx), or it holds macros; please save it in Word as"
                                + " .docx.");
            }
            refuseHarm(parts);
            try (XWPFDocument document = new XWPFDocument(parts)) {
                return text(document);
            }
        } catch (RefusedException refused) {
            throw refused;
        } catch (OpenXML4JException | RuntimeException | StackOverflowError broken) {
            throw new IOException(broken);
        }
    }

    /** Unpacks all of it once and keeps nothing, so that nothing is read that would fill the memory. */
    private static void refuseBomb(byte[] file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long unpacked = 0;
        int parts = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                if (++parts > MOST_PARTS) {
                    throw bomb();
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST_UNPACKED) {
                        throw bomb();
                    }
                }
            }
        } catch (IllegalArgumentException brokenName) {
            throw new IOException(brokenName);
        }
    }

    private static RefusedException bomb() {
        return new RefusedException(
                "File: it unpacks to far more than a policy can be; please save it anew without pictures.");
    }

    /** Macros, embedded files, and templates that are fetched from elsewhere when it is opened. */
    private static void refuseHarm(OPCPackage parts) throws OpenXML4JException {
        for (PackagePart part : parts.getParts()) {
            String type = part.getContentType().toLowerCase(Locale.ROOT);
            String name = part.getPartName().getName().toLowerCase(Locale.ROOT);
            if (type.contains("vbaproject") || type.contains("macroenabled") || type.contains("activex")) {
                throw new RefusedException("File: it holds macros; please save it in Word as .docx without them.");
            }
            if (type.contains("oleobject") || name.startsWith("/word/embeddings/")) {
                throw new RefusedException(
                        "File: other files are embedded in it; please take them out, and save it anew.");
            }
            if (!part.isRelationshipPart()) {
                for (PackageRelationship relationship : part.getRelationships()) {
                    refuseFetching(relationship);
                }
            }
        }
        for (PackageRelationship relationship : parts.getRelationships()) {
            refuseFetching(relationship);
        }
    }

    private static void refuseFetching(PackageRelationship relationship) {
        if (relationship.getTargetMode() == TargetMode.EXTERNAL
                && !relationship.getRelationshipType().endsWith(LINK)) {
            throw new RefusedException(
                    "File: it fetches a template or a picture from elsewhere when it is opened; please copy the"
                            + " text into a new document, and save that.");
        }
    }

    private static String text(XWPFDocument document) {
        List<String> lines = new ArrayList<>();
        long length = 0;
        for (IBodyElement element : document.getBodyElements()) {
            List<String> added = lines(element);
            for (String line : added) {
                length += line.length();
            }
            if (length > DocumentReader.LONGEST_TEXT) {
                throw new RefusedException(DocumentReader.TOO_LONG);
            }
            lines.addAll(added);
        }
        String text = lines.stream().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
        if (text.codePoints().noneMatch(Character::isLetter)) {
            throw new RefusedException("File: there is no text in it; please choose the new version of the policy.");
        }
        return DocumentReader.checked(text);
    }

    private static List<String> lines(IBodyElement element) {
        if (element instanceof XWPFParagraph paragraph) {
            return List.of(Lines.sound(paragraph.getText()));
        }
        if (element instanceof XWPFTable table) {
            return table.getRows().stream().map(DocxText::row).toList();
        }
        return List.of();
    }

    private static String row(XWPFTableRow row) {
        return row.getTableCells().stream()
                .map(XWPFTableCell::getText)
                .map(Lines::sound)
                .collect(Collectors.joining(" | "));
    }
}
