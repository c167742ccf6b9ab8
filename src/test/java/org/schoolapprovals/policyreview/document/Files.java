package org.schoolapprovals.policyreview.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Files as people make them, and as nobody should. */
public final class Files {

    private static final String TYPES = "[Content_Types].xml";
    private static final int MEGABYTE = 1024 * 1024;

    private Files() {}

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] docx(String... paragraphs) {
        return docx(document -> {
            for (String paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
        });
    }

    static byte[] docx(Consumer<XWPFDocument> content) {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            content.accept(document);
            document.write(file);
            return file.toByteArray();
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
    }

    static byte[] docxWithTable(String... cells) {
        return docx(document -> {
            XWPFTable table = document.createTable(1, cells.length);
            for (int at = 0; at < cells.length; at++) {
                table.getRow(0).getCell(at).setText(cells[at]);
            }
        });
    }

    /** A Word document with one more part, or one part in the place of another. */
    static byte[] docxWith(String part, byte[] content, String... alsoInTypes) {
        byte[] usual = docx("Some text.");
        return zip(out -> {
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(usual))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    byte[] bytes = in.readAllBytes();
                    if (entry.getName().equals(TYPES) && alsoInTypes.length > 0) {
                        String types = new String(bytes, StandardCharsets.UTF_8);
                        bytes = text(types.replace("</Types>", String.join("", alsoInTypes) + "</Types>"));
                    }
                    if (!entry.getName().equals(part)) {
                        put(out, entry.getName(), bytes);
                    }
                }
                put(out, part, content);
            } catch (IOException memoryNeverFails) {
                throw new UncheckedIOException(memoryNeverFails);
            }
        });
    }

    static byte[] zip(Map<String, byte[]> parts) {
        return zip(out -> parts.forEach((name, content) -> put(out, name, content)));
    }

    private static byte[] zip(Consumer<ZipOutputStream> content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            content.accept(zip);
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
        return file.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
    }

    public static byte[] pdf(String... lines) {
        return pdf(document -> {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -20);
                }
                content.endText();
            } catch (IOException memoryNeverFails) {
                throw new UncheckedIOException(memoryNeverFails);
            }
        });
    }

    static byte[] pdf(Consumer<PDDocument> content) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            content.accept(document);
            document.save(file);
            return file.toByteArray();
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
    }

    /** A PDF of one page whose content is this, packed as its writer says. */
    static byte[] rawPdf(String filter, byte[] stream) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(text(
                "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
                        + "endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length "
                        + stream.length + filter + ">>\nstream\n"));
        file.writeBytes(stream);
        file.writeBytes(text("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"));
        return file.toByteArray();
    }

    /** So many megabytes of blanks, packed. */
    static byte[] deflatedBlanks(int megabytes) {
        return deflated(out -> {
            byte[] blanks = new byte[MEGABYTE];
            Arrays.fill(blanks, (byte) ' ');
            for (int written = 0; written < megabytes; written++) {
                out.write(blanks);
            }
        });
    }

    static byte[] deflated(byte[] content) {
        return deflated(out -> out.write(content));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] deflated(Writing writing) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(file, new Deflater(Deflater.BEST_COMPRESSION))) {
            writing.to(out);
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
        return file.toByteArray();
    }
}
