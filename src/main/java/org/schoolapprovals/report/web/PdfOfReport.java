package org.schoolapprovals.report.web;

import java.util.Map;
import org.schoolapprovals.report.Report;
import org.schoolapprovals.report.ReportPdf;
import org.schoolapprovals.web.Layout;
import org.schoolapprovals.web.PdfPages;
import org.springframework.stereotype.Component;

/** The report as a document to be signed off: what the page shows, without links, the same to the last byte for the same report. */
@Component
class PdfOfReport implements ReportPdf {

    private final PdfPages pdfPages;
    private final Layout layout;

    PdfOfReport(PdfPages pdfPages, Layout layout) {
        this.pdfPages = pdfPages;
        this.layout = layout;
    }

    @Override
    public byte[] of(Report report) {
        return pdfPages.renderAsAt(
                report.frame().asAt(),
                "report/document",
                Map.of("school", layout.getSchoolName(), "report", ReportView.of(report, false)));
    }
}
