package org.schoolapprovals.deviceexception.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.web.PdfPages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = {ThymeleafAutoConfiguration.class, PdfPages.class})
class LetterTest {

    @Autowired
    private PdfPages pdfPages;

    @Test
    void saysWhoMayUseWhatAndWhen() throws IOException {
        String text = textOf(render(
                letter("Year 6 residential", "Calls to be made away from pupils.\nReport any use to the office.")));

        assertThat(text)
                .contains("Willow Lane Primary School", "clause P5", "PDE-7K3M", "Terry Teacher", "Year 6 residential")
                .contains("Valid only from Wed 12 May 2027, 09:00 to Fri 14 May 2027, 16:00")
                .contains("Phone, 020 7946 0018", "Calls, photos", "School, parents")
                .contains("Calls to be made away from pupils.", "Report any use to the office.")
                .contains("Hedy Head", "head teacher", "Mon 3 May 2027, 10:00");
    }

    @Test
    void canBeReadAloud() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(render(letter("Year 6 residential", "None.")))) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Letter of approval PDE-7K3M");
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void takesWhateverPeopleTypeAsText() throws IOException {
        String text = textOf(render(letter(
                "<script>alert(1)</script> & <img src='file:///etc/passwd'/> \u0001",
                "Łódź, Ελλάδα, Київ, 学校 \uD83D\uDE00 \uD83D")));

        assertThat(text).contains("<script>alert(1)</script> & <img src='file:///etc/passwd'/>", "Łódź, Ελλάδα, Київ");
    }

    @Test
    void runsOverToFurtherPagesForLongConditions() throws IOException {
        try (PDDocument pdf =
                Loader.loadPDF(render(letter("W".repeat(100), "The phone stays in the leader's bag. ".repeat(200))))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
        }
    }

    private byte[] render(Letter letter) {
        return pdfPages.render(
                "deviceexception/letter",
                Map.of("school", "Willow Lane Primary School", "letter", letter, "printedAt", "Tue 4 May 2027, 08:00"));
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Letter letter(String trip, String conditions) {
        return new Letter(
                "PDE-7K3M",
                "Terry Teacher",
                trip,
                "Outdoor centre by the lake",
                "24 pupils, 3 adults",
                "Wed 12 May 2027, 09:00",
                "Fri 14 May 2027, 16:00",
                "Phone, 020 7946 0018",
                "Calls, photos",
                "School, parents",
                "Number withheld, cloud backup off",
                conditions,
                "Hedy Head",
                "head teacher",
                "Mon 3 May 2027, 10:00",
                "the head teacher or the deputy head");
    }
}
