package org.schoolapprovals.photo.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.photo.image.Corpus.PLANTED;
import static org.schoolapprovals.photo.image.Corpus.latin;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one library writes into a photograph, another finds no more. */
class MetadataTest {

    private static final PhotoCleaner CLEANER = new PhotoCleaner(5_000_000, 2048, 50_000_000);

    /** @param directories what metadata-extractor finds in the file as it is sent */
    record Sample(String name, byte[] file, List<String> removed, String... directories) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> everything() {
        byte[] jpeg = Corpus.jpeg();
        byte[] png = Corpus.png();
        byte[] exif = Corpus.exifOf(Corpus.withExif(jpeg, 1));
        byte[] planted = latin(PLANTED);
        return Stream.of(
                new Sample(
                        "JPEG with EXIF, GPS, thumbnail and maker note",
                        Corpus.withExif(jpeg, 1),
                        List.of("Location removed", "Camera details removed", "Embedded preview removed"),
                        "Exif IFD0",
                        "GPS",
                        "Exif Thumbnail"),
                new Sample(
                        "JPEG with XMP",
                        Corpus.withXmp(jpeg),
                        List.of("Location removed", "Caption and keywords removed"),
                        "XMP"),
                new Sample("JPEG with IPTC", Corpus.withIptc(jpeg), List.of("Caption and keywords removed"), "IPTC"),
                new Sample(
                        "JPEG with a colour profile",
                        Corpus.withProfile(jpeg),
                        List.of("Colour profile replaced"),
                        "ICC Profile"),
                new Sample(
                        "JPEG with a comment",
                        Corpus.withSegment(jpeg, 0xfe, planted),
                        List.of("Comments removed"),
                        "JpegComment"),
                new Sample(
                        "JPEG with an index of further pictures, and one of them",
                        Corpus.join(Corpus.withSegment(jpeg, 0xe2, latin("MPF\0"), planted), jpeg, planted),
                        List.of("Data appended to the file removed", "Other hidden data removed")),
                new Sample(
                        "JPEG with the film of a moving photograph",
                        Corpus.join(jpeg, latin("\0\0\0\u0018ftypmp42"), planted),
                        List.of("Data appended to the file removed")),
                new Sample(
                        "JPEG with a certificate of its origin",
                        Corpus.withSegment(jpeg, 0xeb, latin("JP\0\u0001"), planted),
                        List.of("Other hidden data removed")),
                new Sample(
                        "PNG with text in three ways",
                        Corpus.withChunk(
                                Corpus.withChunk(
                                        Corpus.withChunk(png, "tEXt", latin("Author\0"), planted),
                                        "zTXt",
                                        latin("Comment\0\0"),
                                        Corpus.deflated(planted)),
                                "iTXt",
                                latin("Title\0\0\0\0\0"),
                                planted),
                        List.of("Text in the file removed"),
                        "PNG-tEXt",
                        "PNG-zTXt",
                        "PNG-iTXt"),
                new Sample(
                        "PNG with EXIF",
                        Corpus.withChunk(png, "eXIf", exif),
                        List.of("Location removed", "Camera details removed", "Embedded preview removed"),
                        "Exif IFD0"),
                new Sample(
                        "PNG with XMP, a profile, a chunk of its own and an end that is none",
                        Corpus.join(
                                Corpus.withChunk(
                                        Corpus.withChunk(
                                                Corpus.withChunk(
                                                        png, "iTXt", latin("XML:com.adobe.xmp\0\0\0\0\0" + Corpus.XMP)),
                                                "iCCP",
                                                latin("Name\0\0"),
                                                Corpus.deflated(Corpus.profile())),
                                        "prVt",
                                        planted),
                                planted),
                        List.of(
                                "Location removed",
                                "Caption and keywords removed",
                                "Colour profile replaced",
                                "Data appended to the file removed",
                                "Other hidden data removed"),
                        "ICC Profile",
                        "XMP"),
                new Sample(
                        "WebP with EXIF, XMP, a profile and appended data",
                        Corpus.join(
                                Corpus.webp(
                                        Corpus.picture(400, 300),
                                        Corpus.riffChunk("ICCP", Corpus.profile()),
                                        Corpus.riffChunk("EXIF", exif),
                                        Corpus.riffChunk("XMP ", latin(Corpus.XMP))),
                                planted),
                        List.of(
                                "Location removed",
                                "Camera details removed",
                                "Caption and keywords removed",
                                "Embedded preview removed",
                                "Colour profile replaced",
                                "Data appended to the file removed"),
                        "Exif IFD0",
                        "XMP",
                        "ICC Profile"));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void nothing_but_the_picture_remains(Sample sample) throws Exception {
        assertThat(found(sample.file())).containsAll(List.of(sample.directories()));

        CleanedPhoto cleaned = CLEANER.clean(new ByteArrayInputStream(sample.file()));

        assertThat(cleaned.removed()).containsExactlyElementsOf(sample.removed());
        assertThat(found(cleaned.jpeg()))
                .isSubsetOf("JPEG", "JFIF", "Huffman", "File Type")
                .contains("JPEG");
        assertThat(PhotoFile.of(cleaned.jpeg()).found()).isEmpty();
        assertThat(new String(cleaned.jpeg(), StandardCharsets.ISO_8859_1))
                .doesNotContain(PLANTED, "Exif", "ICC_PROFILE", "http:");
        assertThat(List.of(cleaned.width(), cleaned.height())).isEqualTo(List.of(400, 300));
    }

    @Test
    void a_photograph_with_nothing_beside_it_is_told_nothing_about() throws Exception {
        assertThat(CLEANER.clean(new ByteArrayInputStream(Corpus.jpeg())).removed())
                .isEmpty();
        assertThat(CLEANER.clean(new ByteArrayInputStream(Corpus.png())).removed())
                .isEmpty();
    }

    private static Set<String> found(byte[] file) throws Exception {
        Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
        return new TreeSet<>(StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .map(Directory::getName)
                .toList());
    }
}
