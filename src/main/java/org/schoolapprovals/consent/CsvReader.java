package org.schoolapprovals.consent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.schoolapprovals.refusal.RefusedException;

/** Reads a CSV file as Excel and the management systems write it: in four encodings, with comma, semicolon or tab. */
final class CsvReader {

    private static final int LARGEST = 5 * 1024 * 1024;
    private static final int MOST_LINES = 5_000;
    private static final int MOST_COLUMNS = 100;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Map<Character, String> DELIMITERS = delimiters();

    /** Excel writes it above the headings where it wants another delimiter. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\\A\"?sep=([,;\t])\"?(\r\n|\r|\n)");

    private record Text(String content, String encoding) {}

    private CsvReader() {}

    /** @throws RefusedException with the sentence why it cannot be read */
    static ImportFile read(byte[] file) {
        if (file == null || file.length == 0) {
            throw new RefusedException("File: there is nothing in it; please choose a CSV file.");
        }
        if (file.length > LARGEST) {
            throw new RefusedException(
                    "File: it is larger than 5 MB; an export with the columns needed is much smaller.");
        }
        Text text = decode(file);
        String content = text.content();
        Matcher separator = SEPARATOR_LINE.matcher(content);
        boolean separated = separator.find();
        char delimiter = separated ? separator.group(1).charAt(0) : likeliestDelimiter(content);
        int skipped = separated ? 1 : 0;
        List<ImportFile.Row> rows = parse(separated ? content.substring(separator.end()) : content, delimiter, skipped);
        if (rows.size() < 2) {
            throw new RefusedException(
                    "File: please choose one with the headings in the first line and a child in each line below.");
        }
        List<String> headings = headings(rows.get(0).cells());
        Map<ImportColumn, Integer> guess = new EnumMap<>(ImportColumn.class);
        for (ImportColumn column : ImportColumn.values()) {
            column.among(headings).ifPresent(at -> guess.put(column, at));
        }
        return new ImportFile(
                text.encoding(), DELIMITERS.get(delimiter), headings, rows.subList(1, rows.size()), guess);
    }

    private static Text decode(byte[] file) {
        if (beginsWith(file, 'P', 'K', 3, 4) || beginsWith(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new RefusedException(
                    "File: this is an Excel workbook; please save it in Excel as “CSV UTF-8” and choose that file.");
        }
        Text text;
        if (beginsWith(file, 0xEF, 0xBB, 0xBF)) {
            text = new Text(strictly(StandardCharsets.UTF_8, file, 3).orElseThrow(CsvReader::garbled), "UTF-8");
        } else if (beginsWith(file, 0xFF, 0xFE)) {
            text = new Text(strictly(StandardCharsets.UTF_16LE, file, 2).orElseThrow(CsvReader::garbled), "UTF-16");
        } else if (beginsWith(file, 0xFE, 0xFF)) {
            text = new Text(strictly(StandardCharsets.UTF_16BE, file, 2).orElseThrow(CsvReader::garbled), "UTF-16");
        } else {
            text = strictly(StandardCharsets.UTF_8, file, 0)
                    .map(content -> new Text(content, "UTF-8"))
                    .or(() -> strictly(WINDOWS_1252, file, 0).map(content -> new Text(content, "Windows-1252")))
                    .orElseThrow(CsvReader::garbled);
        }
        if (text.content().indexOf('\0') >= 0) {
            throw garbled();
        }
        return text;
    }

    private static RefusedException garbled() {
        return new RefusedException(
                "File: this is no text that can be read; please save it in Excel as “CSV UTF-8” and choose that file.");
    }

    private static Optional<String> strictly(Charset charset, byte[] file, int from) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(file, from, file.length - from))
                    .toString());
        } catch (CharacterCodingException another) {
            return Optional.empty();
        }
    }

    /** The one that stands most often in the first line, outside quotation marks. */
    private static char likeliestDelimiter(String content) {
        String headings = content.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"", "");
        return DELIMITERS.keySet().stream()
                .max(Comparator.comparingLong((Character delimiter) ->
                        headings.chars().filter(at -> at == delimiter).count()))
                .orElseThrow();
    }

    private static List<ImportFile.Row> parse(String content, char delimiter, int skipped) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(true)
                .get();
        List<ImportFile.Row> rows = new ArrayList<>();
        long line = skipped;
        try (CSVParser parser = CSVParser.parse(content, format)) {
            for (CSVRecord row : parser) {
                line = skipped + parser.getCurrentLineNumber();
                if (row.size() > MOST_COLUMNS) {
                    throw new RefusedException("Line %d: it has %d columns, and %d are the most that are read."
                            .formatted(line, row.size(), MOST_COLUMNS));
                }
                List<String> cells = row.toList();
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(new ImportFile.Row(line - breaksIn(cells), cells));
                }
                if (rows.size() > MOST_LINES + 1) {
                    throw new RefusedException(
                            "File: it has more than 5,000 lines; please import it in parts of a few classes.");
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new RefusedException(
                    "Line %d: from the next line on the quotation marks do not fit together; please save the file anew from Excel."
                            .formatted(line));
        }
        return rows;
    }

    private static long breaksIn(List<String> cells) {
        return cells.stream()
                .mapToLong(cell -> Math.max(cell.lines().count() - 1, 0))
                .sum();
    }

    private static List<String> headings(List<String> cells) {
        List<String> headings = new ArrayList<>();
        for (int at = 0; at < cells.size(); at++) {
            headings.add(cells.get(at).isBlank() ? "Column " + (at + 1) : cells.get(at));
        }
        return headings;
    }

    private static Map<Character, String> delimiters() {
        Map<Character, String> delimiters = new LinkedHashMap<>();
        delimiters.put('\t', "tab");
        delimiters.put(';', "semicolon");
        delimiters.put(',', "comma");
        return delimiters;
    }

    private static boolean beginsWith(byte[] file, int... beginning) {
        return file.length >= beginning.length
                && Arrays.equals(
                        beginning,
                        IntStream.range(0, beginning.length)
                                .map(at -> file[at] & 0xFF)
                                .toArray());
    }
}
