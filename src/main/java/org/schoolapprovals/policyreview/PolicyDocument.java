package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.UUID;
import org.schoolapprovals.policyreview.document.DocumentKind;

/**
 * A file with the text of the policy, as it was uploaded; it never changes.
 *
 * @param fileName as it was called, without a path
 * @param size of the file in bytes
 * @param sha256 of the file
 * @param readable whether its text could be read; a PDF of scanned pages has none
 * @param uploader user name of whoever uploaded it
 */
public record PolicyDocument(
        UUID id,
        String fileName,
        DocumentKind kind,
        int size,
        String sha256,
        boolean readable,
        String uploader,
        Instant uploadedAt) {}
