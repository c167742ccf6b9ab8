package org.schoolapprovals.photo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The picture that comes out is the one that went in. */
class PictureTest {

    /** Red, green, blue and black in the corners: above on the left and on the right, below on the left and on the right. */
    private static final String AS_TAKEN = "RGBK";

    @ParameterizedTest
    @CsvSource({"1,RGBK", "2,GRKB", "3,KBGR", "4,BKRG", "5,RBGK", "6,BRKG", "7,KGBR", "8,GKRB"})
    void a_photograph_is_turned_the_way_it_is_looked_at(int orientation, String corners) {
        CleanedPhoto cleaned = clean(Corpus.withExif(Corpus.jpeg(), orientation));

        assertThat(corners(cleaned)).isEqualTo(corners);
        assertThat(List.of(cleaned.width(), cleaned.height()))
                .isEqualTo(orientation < 5 ? List.of(400, 300) : List.of(300, 400));
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("baseline JPEG", Corpus.jpeg()),
                Arguments.of("progressive JPEG", Corpus.jpeg(Corpus.picture(400, 300), 0.9f, true)),
                Arguments.of("PNG", Corpus.png()),
                Arguments.of(
                        "PNG with transparency", Corpus.png(Corpus.picture(400, 300, BufferedImage.TYPE_4BYTE_ABGR))),
                Arguments.of(
                        "PNG with a palette", Corpus.png(Corpus.picture(400, 300, BufferedImage.TYPE_BYTE_INDEXED))),
                Arguments.of("lossless WebP", Corpus.webp(Corpus.picture(400, 300))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void every_format_shows_the_same(String name, byte[] file) {
        CleanedPhoto cleaned = clean(file);

        assertThat(corners(cleaned)).isEqualTo(AS_TAKEN);
        assertThat(cleaned.jpeg()).startsWith(Corpus.latin(JpegParts.SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({"BYTE_GRAY,10", "USHORT_GRAY,11"})
    void grey_stays_as_bright_as_it_was(String name, int type) {
        BufferedImage grey = new BufferedImage(200, 200, type);
        grey.getRaster().setSamples(0, 0, 200, 200, 0, constant(name.startsWith("U") ? 100 * 257 : 100));

        assertThat(colour(clean(Corpus.png(grey)), 100, 100).getRed()).isCloseTo(100, within(3));
    }

    private static int[] constant(int value) {
        int[] samples = new int[200 * 200];
        java.util.Arrays.fill(samples, value);
        return samples;
    }

    @Test
    void colours_of_another_profile_are_brought_into_srgb() {
        BufferedImage grey = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D brush = grey.createGraphics();
        brush.setColor(new Color(128, 128, 128));
        brush.fillRect(0, 0, 200, 200);
        brush.dispose();

        CleanedPhoto cleaned = clean(Corpus.withProfile(Corpus.jpeg(grey, 0.95f, false)));

        assertThat(colour(cleaned, 100, 100).getGreen()).isCloseTo(188, within(4));
    }

    @Test
    void what_is_transparent_becomes_white() {
        CleanedPhoto cleaned = clean(Corpus.png(new BufferedImage(200, 200, BufferedImage.TYPE_4BYTE_ABGR)));

        assertThat(colour(cleaned, 100, 100)).isEqualTo(Color.WHITE);
    }

    @Test
    void a_large_photograph_is_brought_to_the_webs_size_and_a_small_one_is_left() {
        CleanedPhoto large = clean(Corpus.withExif(Corpus.jpeg(Corpus.picture(3000, 1500), 0.8f, false), 6));

        assertThat(List.of(large.width(), large.height())).isEqualTo(List.of(1024, 2048));
        assertThat(corners(large)).isEqualTo("BRKG");
        CleanedPhoto small = clean(Corpus.jpeg(Corpus.picture(120, 110), 0.8f, false));
        assertThat(List.of(small.width(), small.height())).isEqualTo(List.of(120, 110));
    }

    private static CleanedPhoto clean(byte[] file) {
        try {
            return new PhotoCleaner(5_000_000, 2048, 50_000_000).clean(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Color colour(CleanedPhoto photo, int x, int y) {
        return new Color(Corpus.read(photo.jpeg()).getRGB(x, y));
    }

    private static String corners(CleanedPhoto photo) {
        int right = photo.width() - photo.width() / 8;
        int low = photo.height() - photo.height() / 8;
        return Stream.of(
                        colour(photo, photo.width() / 8, photo.height() / 8),
                        colour(photo, right, photo.height() / 8),
                        colour(photo, photo.width() / 8, low),
                        colour(photo, right, low))
                .map(colour -> colour.getRed() > 150
                        ? "R"
                        : colour.getGreen() > 150 ? "G" : colour.getBlue() > 150 ? "B" : "K")
                .reduce("", String::concat);
    }
}
