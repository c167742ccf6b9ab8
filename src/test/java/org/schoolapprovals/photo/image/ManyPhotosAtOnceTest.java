package org.schoolapprovals.photo.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty people send their largest photographs in the same second to an application with 512 MB of memory. */
class ManyPhotosAtOnceTest {

    private static final int PHOTOS = 20;
    private static final int LARGEST = 25 * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void twenty_large_photographs_at_once_are_cleaned_in_512_megabytes() throws Exception {
        Path photo = folder.resolve("large.jpg");
        Files.write(photo, Corpus.jpeg(Corpus.noise(6000, 4000, 40), 0.97f, false));
        assertThat(Files.size(photo)).isBetween(20_000_000L, (long) LARGEST);
        Path said = folder.resolve("said.txt");

        Process school = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        School.class.getName(),
                        photo.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        try {
            assertThat(school.waitFor(8, TimeUnit.MINUTES)).isTrue();
        } finally {
            school.destroyForcibly();
        }
        assertThat(Files.readString(said, StandardCharsets.UTF_8)).endsWith("20 cleaned\n");
        assertThat(school.exitValue()).isZero();
    }

    /** What runs in the small memory. */
    static final class School {

        private School() {}

        public static void main(String[] arguments) throws Exception {
            Path photo = Path.of(arguments[0]);
            PhotoCleaner cleaner = new PhotoCleaner(LARGEST, 2048, 50_000_000);
            ExecutorService people = Executors.newFixedThreadPool(PHOTOS);
            List<Future<CleanedPhoto>> cleaned = new ArrayList<>();
            for (int i = 0; i < PHOTOS; i++) {
                cleaned.add(people.submit(() -> clean(cleaner, photo)));
            }
            int done = 0;
            for (Future<CleanedPhoto> one : cleaned) {
                done += one.get().width() == 2048 ? 1 : 0;
            }
            people.shutdown();
            System.out.print(done + " cleaned\n");
        }

        private static CleanedPhoto clean(PhotoCleaner cleaner, Path photo) throws IOException {
            try (InputStream file = Files.newInputStream(photo)) {
                return cleaner.clean(file);
            }
        }
    }
}
