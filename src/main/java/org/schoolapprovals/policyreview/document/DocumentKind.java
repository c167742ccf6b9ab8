package org.schoolapprovals.policyreview.document;

/** What a version of the policy can be handed in as. */
public enum DocumentKind {
    MARKDOWN("markdown", "Markdown", "md", "text/markdown; charset=UTF-8"),
    DOCX("docx", "Word document", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    PDF("pdf", "PDF", "pdf", "application/pdf");

    private final String value;
    private final String words;
    private final String extension;
    private final String mediaType;

    DocumentKind(String value, String words, String extension, String mediaType) {
        this.value = value;
        this.words = words;
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** As the database keeps it. */
    public String value() {
        return value;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** What the name of such a file ends with, without the dot. */
    public String extension() {
        return extension;
    }

    /** As it is sent to a browser. */
    public String mediaType() {
        return mediaType;
    }

    /** The kind that the database keeps as this. */
    public static DocumentKind of(String value) {
        for (DocumentKind kind : values()) {
            if (kind.value.equals(value)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of document: " + value);
    }
}
