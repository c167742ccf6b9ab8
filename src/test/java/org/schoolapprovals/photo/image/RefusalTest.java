package org.schoolapprovals.photo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.photo.image.Corpus.latin;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolapprovals.refusal.RefusedException;

/** What is no photograph, or would do harm, is refused in one sentence, whatever it calls itself. */
class RefusalTest {

    private static final PhotoCleaner CLEANER = new PhotoCleaner(2_000_000, 2048, 50_000_000);

    static Stream<Arguments> files() {
        byte[] jpeg = Corpus.jpeg();
        int frame = indexOf(jpeg, 0xff, 0xc0);
        byte[] huge = jpeg.clone();
        Arrays.fill(huge, frame + 5, frame + 9, (byte) 0xfe);
        byte[] arithmetic = jpeg.clone();
        arithmetic[frame + 1] = (byte) 0xc9;
        int scan = indexOf(jpeg, 0xff, 0xda);
        byte[] oneScan = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] manyScans = Arrays.copyOf(jpeg, jpeg.length - 2);
        byte[] emptyScan = Arrays.copyOf(oneScan, 14);
        for (int i = 0; i < 200; i++) {
            manyScans = Corpus.join(manyScans, emptyScan);
        }
        byte[] flipped = Corpus.png();
        flipped[indexOf(flipped, 'I', 'D', 'A', 'T') + 40] ^= 1;
        byte[] gif = Corpus.bytes(out -> ImageIO.write(Corpus.picture(200, 200), "gif", out));
        return Stream.of(
                Arguments.of("nothing", new byte[0], "is empty"),
                Arguments.of("text", latin("photo.jpg"), "no JPEG, PNG or WebP"),
                Arguments.of("GIF", gif, "no JPEG, PNG or WebP"),
                Arguments.of("drawing", latin("<svg xmlns='http://www.w3.org/2000/svg'/>"), "no JPEG, PNG or WebP"),
                Arguments.of("HEIC", latin("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), "save or export it as JPEG"),
                Arguments.of("AVIF", latin("\0\0\0\u0018ftypavif\0\0\0\0"), "save or export it as JPEG"),
                Arguments.of("film", latin("\0\0\0\u0018ftypmp42\0\0\0\0"), "no JPEG, PNG or WebP"),
                Arguments.of("huge PNG", Corpus.pngOfSize(30_000, 30_000), "900 million pixels"),
                Arguments.of(
                        "PNG beyond all", Corpus.pngOfSize(Integer.MAX_VALUE, Integer.MAX_VALUE), "million pixels"),
                Arguments.of("PNG below all", Corpus.pngOfSize(-1, 100), "damaged"),
                Arguments.of("PNG without pixels", Corpus.pngOfSize(500, 500), "damaged"),
                Arguments.of("huge JPEG", huge, "million pixels"),
                Arguments.of("JPEG in arithmetic code", arithmetic, "rare kind"),
                Arguments.of("JPEG of hundreds of scans", Corpus.join(manyScans, latin("\u00ff\u00d9")), "damaged"),
                Arguments.of("PNG with one bit wrong", flipped, "damaged"),
                Arguments.of("icon", Corpus.png(Corpus.picture(64, 64)), "too small"),
                Arguments.of("line", Corpus.png(Corpus.picture(2000, 110)), "too small"),
                Arguments.of(
                        "moving WebP",
                        Corpus.join(
                                latin("RIFF\u0016\0\0\0WEBP"),
                                Corpus.riffChunk("VP8X", latin("\u0002\0\0\0\u00ff\0\0\u00ff\0\0"))),
                        "moving picture"),
                Arguments.of("too large", new byte[2_000_001], "larger than 1 MB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_that_cannot_be_taken_is_refused_in_one_sentence(String name, byte[] file, String words) {
        assertThatThrownBy(() -> CLEANER.clean(new ByteArrayInputStream(file)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.sentences()).hasSize(1))
                .hasMessageContaining(words);
    }

    @Test
    void text_and_profiles_that_unpack_without_end_are_never_unpacked() throws IOException {
        byte[] bomb = Corpus.deflated(new byte[100_000_000]);
        byte[] png = Corpus.withChunk(
                Corpus.withChunk(Corpus.png(), "zTXt", latin("Comment\0\0"), bomb), "iCCP", latin("Name\0\0"), bomb);

        assertThat(CLEANER.clean(new ByteArrayInputStream(png)).removed())
                .containsExactly("Text in the file removed", "Colour profile replaced");
    }

    static Stream<byte[]> whole() {
        BufferedImage picture = Corpus.picture(160, 120);
        return Stream.of(
                Corpus.jpeg(picture, 0.8f, false),
                Corpus.jpeg(picture, 0.8f, true),
                Corpus.withExif(Corpus.jpeg(picture, 0.8f, false), 6),
                Corpus.png(picture),
                Corpus.webp(picture));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void a_file_that_ends_too_early_is_refused_wherever_it_ends(byte[] file) {
        for (int length = 0; length < file.length - 1; length += 1 + file.length / 150) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> CLEANER.clean(new ByteArrayInputStream(part)))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("whole")
    void a_file_with_anything_wrong_in_it_is_taken_or_refused_and_nothing_else(byte[] file) throws IOException {
        Random random = new Random(20270504);
        for (int round = 0; round < 150; round++) {
            byte[] damaged = file.clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(round % 2 == 0 ? damaged.length : Math.min(damaged.length, 700))] =
                        (byte) random.nextInt(256);
            }
            try {
                assertThat(PhotoFile.of(CLEANER.clean(new ByteArrayInputStream(damaged))
                                        .jpeg())
                                .found())
                        .isEmpty();
            } catch (RefusedException refusal) {
                assertThat(refusal.sentences()).hasSize(1);
            }
        }
    }

    private static int indexOf(byte[] file, int... wanted) {
        for (int i = 0; i < file.length - wanted.length; i++) {
            int at = i;
            if (java.util.stream.IntStream.range(0, wanted.length).allMatch(k -> (file[at + k] & 0xff) == wanted[k])) {
                return i;
            }
        }
        throw new IllegalArgumentException(List.of(wanted.length).toString());
    }
}
