package org.schoolapprovals.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.report.Report;
import org.schoolapprovals.report.ReportFrame;
import org.schoolapprovals.report.SampleReports;
import org.schoolapprovals.web.PdfPages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = {ThymeleafAutoConfiguration.class, PdfPages.class})
class PdfOfReportTest {

    private static final Report REPORT = SampleReports.autumn();

    @Autowired
    private PdfPages pdfPages;

    @Test
    void says_what_the_report_says() throws IOException {
        String text = textOf(render(REPORT));

        assertThat(text)
                .contains("Willow Lane Primary School", "Autumn term 2026", "compared with Summer term 2026")
                .contains("As it stood on Fri 8 Jan 2027, 10:00:00 GMT")
                .contains("The policy is overdue for its review since September 2022.")
                .contains("Exceptions: twice as many were decided as in the summer term 2026.")
                .contains("Approved 14 7", "Refused fewer than 5 none", "All decisions 15 to 18 7")
                .contains("Longest 6 school days too few to show", "Share 87 to 96 % –")
                .contains("Dark: Autumn term 2026", "Light: Summer term 2026", "Each row has a scale of its own");
    }

    @Test
    void bears_its_fingerprint_moment_and_number_on_every_page() throws IOException {
        Report longer = manyTimes(REPORT);
        try (PDDocument pdf = Loader.loadPDF(render(longer))) {
            int pages = pdf.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(pdf))
                        .contains("Fingerprint " + longer.fingerprint())
                        .contains("as it stood on Fri 8 Jan 2027, 10:00:00 GMT")
                        .contains("Page %d of %d".formatted(page, pages));
            }
        }
    }

    @Test
    void is_the_same_to_the_last_byte_whenever_it_is_made() {
        assertThat(render(REPORT)).isEqualTo(render(SampleReports.autumn()));
    }

    @Test
    void can_be_read_aloud_table_by_table() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(render(REPORT))) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
            assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle())
                    .isTrue();
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Report for governors: Autumn term 2026");
            List<PDStructureElement> elements =
                    elements(pdf.getDocumentCatalog().getStructureTreeRoot());
            assertThat(ofType(elements, "H1")).hasSize(1);
            assertThat(ofType(elements, "H2")).hasSize(2 + REPORT.sections().size());
            assertThat(ofType(elements, "H3")).hasSize(tables());
            assertThat(ofType(elements, "Table")).hasSize(tables());
            assertThat(ofType(elements, "L")).hasSize(2);
            for (PDStructureElement table : ofType(elements, "Table")) {
                List<PDStructureElement> headings = ofType(elements(table), "TH");
                assertThat(headings.stream().map(PdfOfReportTest::scope)).contains("Column", "Row");
                assertThat(headings.stream().filter(heading -> scope(heading).equals("Row")))
                        .hasSize(ofType(elements(table), "TR").size() - 1);
            }
        }
    }

    @Test
    void opens_with_a_bookmark_for_each_part_and_each_table() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(render(REPORT))) {
            PDOutlineNode outline = pdf.getDocumentCatalog().getDocumentOutline();

            assertThat(titles(outline))
                    .containsExactly(
                            "What stands out",
                            "Personal-device exceptions",
                            "Comments",
                            "The policy",
                            "About these numbers");
            for (PDOutlineItem item : outline.children()) {
                assertThat(item.findDestinationPage(pdf)).as(item.getTitle()).isNotNull();
            }
            assertThat(outline.children())
                    .filteredOn(item -> item.getTitle().equals("Personal-device exceptions"))
                    .singleElement()
                    .satisfies(
                            item -> assertThat(titles(item)).containsExactly("What was decided", "How long it took"));
        }
    }

    @Test
    void brings_its_fonts_along() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(render(REPORT))) {
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    private byte[] render(Report report) {
        return pdfPages.renderAsAt(
                report.frame().asAt(),
                "report/document",
                Map.of("school", "Willow Lane Primary School", "report", ReportView.of(report, false)));
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    /** With its sections six times over. */
    private static Report manyTimes(Report report) {
        ReportFrame frame = report.frame();
        return new Report(
                frame,
                report.notes(),
                report.highlights(),
                Stream.generate(report::sections).limit(6).flatMap(List::stream).toList(),
                report.fingerprint());
    }

    private static int tables() {
        return REPORT.sections().stream()
                .mapToInt(section -> section.tables().size())
                .sum();
    }

    /** All elements of the structure below this one. */
    private static List<PDStructureElement> elements(PDStructureNode node) {
        List<PDStructureElement> found = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                found.add(element);
                found.addAll(elements(element));
            }
        }
        return found;
    }

    private static List<PDStructureElement> ofType(List<PDStructureElement> elements, String type) {
        return elements.stream()
                .filter(element -> element.getStructureType().equals(type))
                .toList();
    }

    private static String scope(PDStructureElement heading) {
        COSDictionary attributes = heading.getCOSObject().getCOSDictionary(COSName.A);
        return attributes.getNameAsString("Scope");
    }

    private static List<String> titles(PDOutlineNode node) {
        List<String> titles = new ArrayList<>();
        node.children().forEach(item -> titles.add(item.getTitle()));
        return titles;
    }
}
