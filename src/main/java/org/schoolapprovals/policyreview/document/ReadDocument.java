package org.schoolapprovals.policyreview.document;

import java.util.Optional;

/**
 * What was found in a file.
 *
 * @param kind by its content, whatever it is called
 * @param text Markdown as it was written, otherwise the text paragraph by paragraph; empty for a PDF without any, such as one of
 *     scanned pages
 */
public record ReadDocument(DocumentKind kind, Optional<String> text) {}
