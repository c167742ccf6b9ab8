package org.schoolapprovals.photo.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcRecord;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcTypes;
import org.apache.commons.imaging.formats.jpeg.iptc.JpegIptcRewriter;
import org.apache.commons.imaging.formats.jpeg.iptc.PhotoshopApp13Data;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.apache.commons.imaging.formats.tiff.JpegImageData;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputField;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/** Photographs that the tests take themselves, with whatever cameras and programs write into files. */
public final class Corpus {

    /** Planted wherever a file has room for text. */
    public static final String PLANTED = "PLANTED-7391";

    static final String XMP = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
            + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
            + " xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" exif:GPSLatitude=\"53,13.5N\""
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:source=\"" + PLANTED + "\"/></rdf:RDF></x:xmpmeta>";

    private Corpus() {}

    /** Writes part of a file. */
    interface Writing {
        void to(ByteArrayOutputStream out) throws Exception;
    }

    static byte[] bytes(Writing writing) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writing.to(out);
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Red above on the left, green above on the right, blue below on the left, black below on the right. */
    static BufferedImage picture(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D brush = picture.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, Color.WHITE, width, height, Color.GRAY));
        brush.fillRect(0, 0, width, height);
        Color[] corners = {Color.RED, Color.GREEN, Color.BLUE, Color.BLACK};
        for (int i = 0; i < corners.length; i++) {
            brush.setColor(corners[i]);
            brush.fillRect(i % 2 * (width - width / 4), i / 2 * (height - height / 4), width / 4, height / 4);
        }
        brush.dispose();
        return picture;
    }

    static BufferedImage picture(int width, int height) {
        return picture(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** As full of detail as a photograph at its worst. */
    static BufferedImage noise(int width, int height, int strength) {
        BufferedImage picture = picture(width, height);
        byte[] values = ((java.awt.image.DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        Random random = new Random(1);
        byte[] some = new byte[1 << 16];
        random.nextBytes(some);
        for (int i = 0; i < values.length; i++) {
            int value = (values[i] & 0xff) * 3 / 4 + 32 + some[(i ^ i >> 13) & 0xffff] * strength / 128;
            values[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return picture;
    }

    static byte[] jpeg(BufferedImage picture, float quality, boolean progressive) {
        return bytes(out -> {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.write(null, new IIOImage(picture, null, null), how);
            } finally {
                writer.dispose();
            }
        });
    }

    public static byte[] jpeg() {
        return jpeg(picture(400, 300), 0.9f, false);
    }

    static byte[] png(BufferedImage picture) {
        return bytes(out -> ImageIO.write(picture, "png", out));
    }

    static byte[] png() {
        return png(picture(400, 300));
    }

    /** The picture with camera, place, preview, maker note and the orientation. */
    public static byte[] withExif(byte[] jpeg, int orientation) {
        return bytes(out -> {
            TiffOutputSet exif = new TiffOutputSet(ByteOrder.BIG_ENDIAN);
            TiffOutputDirectory root = exif.getOrCreateRootDirectory();
            root.add(TiffTagConstants.TIFF_TAG_MAKE, PLANTED);
            root.add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) orientation);
            byte[] note = PLANTED.getBytes(StandardCharsets.US_ASCII);
            exif.getOrCreateExifDirectory()
                    .add(new TiffOutputField(
                            ExifTagConstants.EXIF_TAG_MAKER_NOTE, AbstractFieldType.UNDEFINED, note.length, note));
            exif.setGpsInDegrees(-2.9, 53.2);
            TiffOutputDirectory preview =
                    new TiffOutputDirectory(TiffDirectoryConstants.DIRECTORY_TYPE_SUB, ByteOrder.BIG_ENDIAN);
            byte[] small = join(jpeg(picture(160, 120), 0.8f, false), PLANTED.getBytes(StandardCharsets.US_ASCII));
            preview.setJpegImageData(new JpegImageData(0, small.length, small));
            exif.addDirectory(preview);
            new ExifRewriter().updateExifMetadataLossless(jpeg, out, exif);
        });
    }

    static byte[] withXmp(byte[] jpeg) {
        return bytes(out -> new JpegXmpRewriter().updateXmpXml(jpeg, out, XMP));
    }

    static byte[] withIptc(byte[] jpeg) {
        return bytes(out -> new JpegIptcRewriter()
                .writeIptc(
                        jpeg,
                        out,
                        new PhotoshopApp13Data(List.of(new IptcRecord(IptcTypes.KEYWORDS, PLANTED)), List.of())));
    }

    /** A profile in which a value is as bright as its number, and that says more about itself than that. */
    static byte[] profile() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] planted = PLANTED.getBytes(StandardCharsets.US_ASCII);
        byte[] longer = Arrays.copyOf(profile, profile.length + 64);
        System.arraycopy(planted, 0, longer, profile.length + 4, planted.length);
        ByteBuffer.wrap(longer).putInt(0, longer.length);
        return longer;
    }

    /** A segment right after the beginning of the file. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[]... content) {
        byte[] all = join(content);
        byte[] head = {(byte) 0xff, (byte) marker, (byte) (all.length + 2 >> 8), (byte) (all.length + 2)};
        return join(Arrays.copyOf(jpeg, 2), head, all, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] withProfile(byte[] jpeg) {
        return withSegment(jpeg, 0xe2, latin("ICC_PROFILE\0\u0001\u0001"), profile());
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        return bytes(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        return bytes(out -> {
            byte[] some = new byte[8192];
            while (!deflater.finished()) {
                out.write(some, 0, deflater.deflate(some));
            }
            deflater.end();
        });
    }

    static byte[] chunk(String type, byte[]... content) {
        byte[] typeAndContent = join(latin(type), join(content));
        CRC32 sum = new CRC32();
        sum.update(typeAndContent);
        return join(number(typeAndContent.length - 4), typeAndContent, number((int) sum.getValue()));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** A chunk right after the header. */
    static byte[] withChunk(byte[] png, String type, byte[]... content) {
        return join(Arrays.copyOf(png, 33), chunk(type, content), Arrays.copyOfRange(png, 33, png.length));
    }

    /** A PNG file that says it is this large, whatever comes after. */
    static byte[] pngOfSize(int width, int height) {
        byte[] header = join(number(width), number(height), new byte[] {8, 2, 0, 0, 0});
        return join(
                latin(PngParts.SIGNATURE), chunk("IHDR", header), chunk("IDAT", deflated(new byte[1])), chunk("IEND"));
    }

    static byte[] exifOf(byte[] jpegWithExif) {
        return PhotoFile.of(jpegWithExif).exif().orElseThrow();
    }

    /** A lossless WebP file, every value written in eight bits. */
    static byte[] webp(BufferedImage picture, byte[]... furtherChunks) {
        Bits bits = new Bits();
        int width = picture.getWidth();
        int height = picture.getHeight();
        bits.add(width - 1, 14);
        bits.add(height - 1, 14);
        bits.add(0, 1 + 3); // no alpha, version 0
        bits.add(0, 1 + 1 + 1); // no transform, no colour cache, one group of codes
        int[] alphabets = {280, 256, 256, 256};
        for (int alphabet : alphabets) {
            eightBitsEach(bits, alphabet);
        }
        bits.add(1, 1); // distances: one symbol, written in one bit, the 0
        bits.add(0, 1 + 1 + 1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = picture.getRGB(x, y);
                for (int value : new int[] {rgb >> 8, rgb >> 16, rgb, 255}) {
                    bits.add(Integer.reverse(value & 0xff) >>> 24, 8);
                }
            }
        }
        byte[] stream = join(new byte[] {0x2f}, bits.bytes());
        return riff(join(riffChunk("VP8L", stream), join(furtherChunks)));
    }

    /** Codes of eight bits for the first 256 symbols, and none for those above. */
    private static void eightBitsEach(Bits bits, int alphabet) {
        bits.add(0, 1); // no simple code
        // The lengths of the codes are themselves coded; in the order 17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8: 18 and 8
        // take a bit.
        bits.add(12 - 4, 4);
        for (int i = 0; i < 12; i++) {
            bits.add(i == 1 || i == 11 ? 1 : 0, 3);
        }
        bits.add(0, 1); // all symbols
        for (int i = 0; i < 256; i++) {
            bits.add(0, 1); // 8
        }
        if (alphabet > 256) {
            bits.add(1, 1); // 18: zeros, eleven and as many more
            bits.add(alphabet - 256 - 11, 7);
        }
    }

    static byte[] riffChunk(String type, byte[] content) {
        byte[] size = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array();
        return join(latin(type), size, content, new byte[content.length % 2]);
    }

    private static byte[] riff(byte[] chunks) {
        return riffChunk("RIFF", join(latin("WEBP"), chunks));
    }

    /** Bits, the lowest first. */
    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int current;
        private int count;

        void add(int value, int bits) {
            for (int i = 0; i < bits; i++) {
                current |= (value >> i & 1) << count;
                if (++count == 8) {
                    out.write(current);
                    current = 0;
                    count = 0;
                }
            }
        }

        byte[] bytes() {
            add(0, 8);
            return out.toByteArray();
        }
    }

    static BufferedImage read(byte[] jpeg) {
        try {
            return ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
