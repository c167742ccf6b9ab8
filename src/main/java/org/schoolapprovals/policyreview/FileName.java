package org.schoolapprovals.policyreview;

import org.schoolapprovals.policyreview.document.DocumentKind;

/** What an uploaded file is called from now on: a plain name that ends with what the file is. */
final class FileName {

    private static final int LONGEST = 100;

    private FileName() {}

    static String of(String raw, DocumentKind kind) {
        String given = raw == null ? "" : raw;
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name)
                .replaceAll("[^\\p{L}\\p{N} _.,()-]", "")
                .strip();
        String known = stem.isEmpty() || stem.chars().allMatch(character -> character == '.') ? "policy" : stem;
        int end = known.offsetByCodePoints(0, Math.min(LONGEST, known.codePointCount(0, known.length())));
        return known.substring(0, end).strip() + "." + kind.extension();
    }
}
