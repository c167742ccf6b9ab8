package org.schoolapprovals.consent.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.schoolapprovals.consent.ConsentRequest;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Layout;
import org.schoolapprovals.web.PdfPages;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The form that a family fills in and signs, a page for each child. */
@Component
class ConsentFormPdf {

    private final PdfPages pdfPages;
    private final Layout layout;

    ConsentFormPdf(PdfPages pdfPages, Layout layout) {
        this.pdfPages = pdfPages;
        this.layout = layout;
    }

    /** A form in words. */
    record Form(String name, String firstName, String className, String until) {

        static Form of(ConsentRequest request) {
            return new Form(
                    request.pupil().name(),
                    request.pupil().firstName(),
                    request.pupil().className(),
                    SchoolTime.format(request.until()));
        }
    }

    /** @param fileName without a child's name, because files lie about */
    ResponseEntity<byte[]> of(List<ConsentRequest> requests, String fileName) {
        byte[] pdf = pdfPages.render(
                "consent/form",
                Map.of(
                        "school",
                        layout.getSchoolName(),
                        "uses",
                        Arrays.stream(Use.values())
                                .map(use -> use.words().substring(0, 1).toUpperCase(Locale.UK)
                                        + use.words().substring(1))
                                .toList(),
                        "forms",
                        requests.stream().map(Form::of).toList()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(fileName).build().toString())
                .body(pdf);
    }
}
