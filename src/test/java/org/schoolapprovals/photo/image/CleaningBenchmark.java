package org.schoolapprovals.photo.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how fast photographs of 24 megapixels are cleaned, one after another, and what memory that takes; in turn with
 * ImageMagick, which does the same work. Needs Linux, and {@code convert} on the path; the README says how to run it.
 */
final class CleaningBenchmark {

    private static final int WARM_UP = 3;

    private CleaningBenchmark() {}

    /** What one took for one photograph. */
    private record Figure(double seconds, long peakMegabytes) {}

    /** @param arguments how many pairs; 11 where nothing is said */
    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
        Path photo = Files.createTempFile("photo", ".jpg");
        Path result = Files.createTempFile("result", ".jpg");
        Files.write(photo, Corpus.jpeg(Corpus.noise(6000, 4000, 8), 0.92f, false));
        PhotoCleaner cleaner = new PhotoCleaner(60_000_000, 2048, 50_000_000);
        for (int i = 0; i < WARM_UP; i++) {
            clean(cleaner, photo, result);
        }
        List<Figure> ours = new ArrayList<>();
        List<Figure> theirs = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < pairs; i++) {
            ours.add(clean(cleaner, photo, result));
            length = Files.size(result);
            theirs.add(convert(photo, result));
        }
        System.out.printf(
                Locale.UK, "%d pairs, a photograph of 24 megapixels in %,d kB%n", pairs, Files.size(photo) / 1000);
        print("School Approvals", ours, length);
        print("ImageMagick", theirs, Files.size(result));
        Files.delete(photo);
        Files.delete(result);
    }

    private static Figure clean(PhotoCleaner cleaner, Path photo, Path result) throws IOException {
        long begin = System.nanoTime();
        try (InputStream file = Files.newInputStream(photo)) {
            Files.write(result, cleaner.clean(file).jpeg());
        }
        return new Figure((System.nanoTime() - begin) / 1e9, peak());
    }

    private static Figure convert(Path photo, Path result) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process convert = new ProcessBuilder(
                        "/usr/bin/time",
                        "-f",
                        "peak %M kB",
                        "convert",
                        photo.toString(),
                        "-auto-orient",
                        "-resize",
                        "2048x2048>",
                        "-strip",
                        "-quality",
                        "85",
                        result.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(convert.getInputStream().readAllBytes());
        if (convert.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return new Figure((System.nanoTime() - begin) / 1e9, number("peak (\\d+) kB", said) / 1000);
    }

    /** The most memory that this whole process has had so far. */
    private static long peak() throws IOException {
        return number("VmHWM:\\s+(\\d+) kB", Files.readString(Path.of("/proc/self/status"))) / 1000;
    }

    private static long number(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(text);
        }
        return Long.parseLong(found.group(1));
    }

    private static void print(String who, List<Figure> figures, long length) {
        List<Double> seconds =
                new ArrayList<>(figures.stream().map(Figure::seconds).toList());
        Collections.sort(seconds);
        double median = seconds.get(seconds.size() / 2);
        System.out.printf(
                Locale.UK,
                "%-16s  median %.2f s (%.2f to %.2f), %.2f photographs a second, peak %,d MB, result %,d kB%n",
                who,
                median,
                seconds.get(0),
                seconds.get(seconds.size() - 1),
                1 / median,
                figures.stream().mapToLong(Figure::peakMegabytes).max().orElseThrow(),
                length / 1000);
    }
}
