package org.schoolapprovals.policyreview.web;

import java.nio.charset.StandardCharsets;
import org.schoolapprovals.policyreview.PolicyDocument;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files as they are sent to a browser. */
final class Download {

    private Download() {}

    /** What somebody uploaded is saved, never shown in the place of a page of ours. */
    static ResponseEntity<byte[]> of(PolicyDocument document, byte[] bytes) {
        return file(
                MediaType.parseMediaType(document.kind().mediaType()),
                ContentDisposition.attachment().filename(document.fileName(), StandardCharsets.UTF_8),
                bytes);
    }

    /** A report that we made ourselves may be read where it opens. */
    static ResponseEntity<byte[]> report(String name, byte[] pdf) {
        return file(MediaType.APPLICATION_PDF, ContentDisposition.inline().filename(name), pdf);
    }

    private static ResponseEntity<byte[]> file(MediaType type, ContentDisposition.Builder how, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, how.build().toString())
                .body(bytes);
    }
}
