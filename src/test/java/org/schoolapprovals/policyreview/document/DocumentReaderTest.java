package org.schoolapprovals.policyreview.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.policyreview.document.Files.deflated;
import static org.schoolapprovals.policyreview.document.Files.deflatedBlanks;
import static org.schoolapprovals.policyreview.document.Files.docx;
import static org.schoolapprovals.policyreview.document.Files.docxWith;
import static org.schoolapprovals.policyreview.document.Files.docxWithTable;
import static org.schoolapprovals.policyreview.document.Files.pdf;
import static org.schoolapprovals.policyreview.document.Files.rawPdf;
import static org.schoolapprovals.policyreview.document.Files.text;
import static org.schoolapprovals.policyreview.document.Files.zip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.RefusedException;

/** What is read from a file, and what is refused with a sentence. */
class DocumentReaderTest {

    private static void refuses(byte[] file, String because) {
        assertThatThrownBy(() -> DocumentReader.read(file)).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal.sentences()).hasSize(1);
            assertThat(refusal.getMessage()).startsWith("File: ").contains(because);
        });
    }

    @Test
    void markdown_is_kept_as_it_was_written() {
        ReadDocument read = DocumentReader.read(text("\ufeff# Policy\r\n\r\nNo *names*. £5, déjà vu 👍"));

        assertThat(read)
                .isEqualTo(
                        new ReadDocument(DocumentKind.MARKDOWN, Optional.of("# Policy\n\nNo *names*. £5, déjà vu 👍")));
    }

    @Test
    void of_a_word_document_each_paragraph_and_each_row_is_a_line() {
        assertThat(DocumentReader.read(docx("Policy", " ", "No  names.")))
                .isEqualTo(new ReadDocument(DocumentKind.DOCX, Optional.of("Policy\nNo names.")));
        assertThat(DocumentReader.read(docxWithTable("P1", "No contact")).text())
                .contains("P1 | No contact");
    }

    @Test
    void of_a_pdf_each_line_is_a_line() {
        assertThat(DocumentReader.read(pdf("Policy", "No names.")))
                .isEqualTo(new ReadDocument(DocumentKind.PDF, Optional.of("Policy\nNo names.")));
    }

    @Test
    void a_pdf_of_pictures_is_taken_and_has_no_text() {
        assertThat(DocumentReader.read(pdf((PDDocument document) -> document.addPage(new PDPage()))))
                .isEqualTo(new ReadDocument(DocumentKind.PDF, Optional.empty()));
    }

    @Test
    void nothing_and_nothing_but_signs_is_refused() {
        refuses(null, "it is empty");
        refuses(new byte[0], "it is empty");
        refuses(text(" \n---\n***"), "there is no text in it");
        refuses(docx(" "), "there is no text in it");
    }

    @Test
    void too_large_a_file_and_too_long_a_text_are_refused() {
        byte[] large = new byte[DocumentReader.LARGEST + 1];
        Arrays.fill(large, (byte) 'a');

        refuses(large, "larger than 10 MB");
        refuses(Arrays.copyOf(large, DocumentReader.LONGEST_TEXT + 1), "longer than a policy can be");
        String paragraph = "a".repeat(100_000);
        String[] paragraphs = new String[11];
        Arrays.fill(paragraphs, paragraph);
        refuses(docx(paragraphs), "longer than a policy can be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZ\u0000\u0001\u0002 a program", "\u0000", "a\u001b[31m", "GIF89a\u0000"})
    void what_is_no_text_is_refused(String content) {
        refuses(text(content), "neither a text in Markdown");
    }

    @Test
    void a_text_that_is_not_in_utf_8_is_refused() {
        refuses("Policy für alle".getBytes(StandardCharsets.ISO_8859_1), "neither a text in Markdown");
        refuses(text("Policy").length == 6 ? "Policy".getBytes(StandardCharsets.UTF_16) : null, "neither");
    }

    @Test
    void an_old_word_file_or_one_with_a_password_is_refused() {
        byte[] old = Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 2000);
        refuses(old, "an old Word file");
    }

    @Test
    void a_zip_that_is_no_word_document_is_refused() {
        refuses(zip(Map.of("a.txt", text("a"))), "");
        refuses(
                zip(Map.of("xl/workbook.xml", text("<a/>"), "[Content_Types].xml", text("""
                <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default
                Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>
                """.strip()))),
                "not a Word document");
        refuses(Arrays.copyOf(docx("Policy"), 400), "");
    }

    @Test
    void a_bomb_in_a_word_document_is_refused_before_it_goes_off() {
        refuses(docxWith("word/media/bomb.xml", new byte[70 * 1024 * 1024]), "unpacks to far more");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int part = 0; part < 1100; part++) {
            many.put("word/" + part + ".xml", new byte[0]);
        }
        refuses(zip(many), "unpacks to far more");
    }

    @Test
    void entities_in_a_word_document_are_not_followed() {
        byte[] hostile = docxWith("word/document.xml", text("""
                <?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;&a;&a;">]>
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t>
                </w:r></w:p></w:body></w:document>
                """.strip()));

        refuses(hostile, "cannot be opened");
    }

    @Test
    void macros_embedded_files_and_templates_from_elsewhere_are_refused() {
        refuses(
                docxWith(
                        "word/vbaProject.bin",
                        new byte[] {1},
                        "<Override PartName=\"/word/vbaProject.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"),
                "macros");
        refuses(
                docxWith(
                        "word/embeddings/oleObject1.bin",
                        new byte[] {1},
                        "<Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/>"),
                "other files are embedded");
        refuses(docxWith("word/_rels/document.xml.rels", text("""
                        <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                        <Relationship Id="r1" TargetMode="External" Target="https://example.org/evil.dotm"
                        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>
                        """.strip())), "fetches a template");
    }

    @Test
    void a_pdf_with_a_password_is_refused() {
        byte[] locked = pdf((PDDocument document) -> {
            document.addPage(new PDPage());
            try {
                document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
            } catch (IOException memoryNeverFails) {
                throw new UncheckedIOException(memoryNeverFails);
            }
        });

        refuses(locked, "protected by a password");
    }

    @Test
    void a_pdf_that_runs_programs_is_refused() {
        byte[] active = pdf((PDDocument document) -> {
            document.addPage(new PDPage());
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
        });

        refuses(active, "programs or other files are embedded");
    }

    @Test
    void a_bomb_in_a_pdf_is_refused_before_it_goes_off() {
        refuses(rawPdf("/Filter/FlateDecode", deflatedBlanks(100)), "unpacks to far more");
        refuses(rawPdf("/Filter[/FlateDecode/FlateDecode]", deflated(deflatedBlanks(100))), "unpacks to far more");
        refuses(rawPdf("/Filter/LZWDecode", new byte[] {1, 2}), "packed in an unusual way");
        refuses(rawPdf("/Filter/L#5aWDecode", new byte[] {1, 2}), "packed in an unusual way");
        refuses(rawPdf("/Filter[/ASCII85Decode/FlateDecode]", new byte[] {1, 2}), "packed in an unusual way");
        refuses(rawPdf("/Filter 5 0 R", new byte[] {1, 2}), "packed in an unusual way");
    }

    @Test
    void a_damaged_pdf_and_one_of_hundreds_of_pages_are_refused() {
        refuses(text("%PDF-1.4 and nothing else"), "cannot be opened");
        refuses(
                pdf((PDDocument document) -> {
                    for (int page = 0; page <= 300; page++) {
                        document.addPage(new PDPage());
                    }
                }),
                "more than 300 pages");
    }
}
