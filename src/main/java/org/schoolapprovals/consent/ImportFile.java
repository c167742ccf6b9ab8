package org.schoolapprovals.consent;

import java.util.List;
import java.util.Map;

/**
 * A CSV file as it was read, before anybody has said what its columns mean. It lives as long as somebody looks at it, and is
 * never stored.
 *
 * @param encoding in words, such as {@code UTF-8}
 * @param delimiter in words: {@code comma}, {@code semicolon} or {@code tab}
 * @param headings of its columns, never empty texts
 * @param guess which column is most likely which, by position from 0
 */
public record ImportFile(
        String encoding, String delimiter, List<String> headings, List<Row> rows, Map<ImportColumn, Integer> guess) {

    /** @param line on which it stands in the file, from 1 */
    public record Row(long line, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        /** What stands in this column; empty where the row ends before. */
        String cell(Integer column) {
            return column == null || column >= cells.size() ? "" : cells.get(column);
        }
    }

    public ImportFile {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        guess = Map.copyOf(guess);
    }
}
