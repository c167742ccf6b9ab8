package org.schoolapprovals.photo.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.resizers.Resizers;
import org.schoolapprovals.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans photographs (S3), few at a time, so that many large ones at once do not take the memory of everything else. */
public class PhotoCleaner {

    private static final Logger LOG = LoggerFactory.getLogger(PhotoCleaner.class);

    private static final float QUALITY = 0.85f;

    /** Smaller or narrower ones are icons and lines. */
    private static final int SMALLEST_EDGE = 100;

    private static final int MOST_TO_ONE = 10;

    /** The most that cleaning one photograph takes, and as much again for everything else. */
    private static final long MEMORY_FOR_EACH = 500_000_000;

    private static final long PATIENCE_MINUTES = 2;

    private static final int MEGABYTE = 1024 * 1024;

    private final int largest;
    private final int longEdge;
    private final long mostPixels;
    private final Semaphore turns;

    /**
     * @param largest the largest file, in bytes
     * @param longEdge the long edge of what comes out, in pixels; smaller pictures stay as they are
     * @param mostPixels the most pixels of what goes in
     */
    public PhotoCleaner(int largest, int longEdge, long mostPixels) {
        this.largest = largest;
        this.longEdge = longEdge;
        this.mostPixels = mostPixels;
        Runtime machine = Runtime.getRuntime();
        long fit = Math.max(1, machine.maxMemory() / MEMORY_FOR_EACH);
        this.turns = new Semaphore((int) Math.min(fit, machine.availableProcessors()), true);
    }

    /**
     * The picture in a file: what it is, its bytes say. Waits for its turn where others are being cleaned.
     *
     * @throws RefusedException with one sentence, where it is no JPEG, PNG or WebP picture, too large, too small, or damaged
     * @throws IOException where the file cannot be read
     */
    public CleanedPhoto clean(InputStream file) throws IOException {
        if (!isOurTurn()) {
            throw Refusal.BUSY.exception();
        }
        try {
            byte[] bytes = file.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new RefusedException(tooLarge(largest));
            }
            return clean(PhotoFile.of(bytes));
        } finally {
            turns.release();
        }
    }

    /** What whoever sent a larger file than this is told. @param largest in bytes */
    public static String tooLarge(long largest) {
        return "The file is larger than " + largest / MEGABYTE + " MB: please upload a smaller copy of the photograph.";
    }

    private boolean isOurTurn() {
        try {
            return turns.tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CleanedPhoto clean(PhotoFile file) throws IOException {
        refuseSize(file.width(), file.height());
        try {
            CameraNotes notes = file.exif().map(CameraNotes::of).orElseGet(CameraNotes::none);
            Set<Found> found = EnumSet.noneOf(Found.class);
            found.addAll(file.found());
            found.addAll(notes.found());
            BufferedImage picture = inSrgb(onWhite(scaled(Decoder.decode(file, longEdge))), file);
            BufferedImage upright = notes.upright().apply(picture);
            return new CleanedPhoto(
                    jpeg(upright),
                    upright.getWidth(),
                    upright.getHeight(),
                    found.stream().map(Found::words).toList());
        } catch (RefusedException refused) {
            throw refused;
        } catch (RuntimeException damaged) {
            LOG.info("A file could not be read as a photograph", damaged);
            throw Refusal.DAMAGED.exception();
        }
    }

    private void refuseSize(int width, int height) {
        long pixels = (long) width * height;
        if (pixels > mostPixels) {
            throw new RefusedException(String.format(
                    Locale.UK,
                    "The photograph has %,d million pixels, more than the %,d million that can be taken: please upload a smaller"
                            + " copy.",
                    (pixels + 999_999) / 1_000_000,
                    mostPixels / 1_000_000));
        }
        int shortEdge = Math.min(width, height);
        if (shortEdge < SMALLEST_EDGE || Math.max(width, height) > MOST_TO_ONE * shortEdge) {
            throw Refusal.TOO_SMALL.exception();
        }
    }

    private BufferedImage scaled(BufferedImage picture) {
        double factor = (double) longEdge / Math.max(picture.getWidth(), picture.getHeight());
        if (factor >= 1) {
            return picture;
        }
        BufferedImage small = new BufferedImage(
                Math.max(1, (int) Math.round(picture.getWidth() * factor)),
                Math.max(1, (int) Math.round(picture.getHeight() * factor)),
                picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Resizers.PROGRESSIVE.resize(picture, small);
        return small;
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        BufferedImage paper = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D brush = paper.createGraphics();
        brush.drawImage(picture, 0, 0, Color.WHITE, null);
        brush.dispose();
        return paper;
    }

    /** A profile that makes no sense is left out: the picture is then taken to be in sRGB, as programs do. */
    private static BufferedImage inSrgb(BufferedImage picture, PhotoFile file) {
        if (file.profile().isEmpty()) {
            return picture;
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(file.profile().get());
            if (profile.getColorSpaceType() == ColorSpace.TYPE_RGB) {
                ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
                new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null)
                        .filter(picture.getRaster(), picture.getRaster());
            }
        } catch (IllegalArgumentException | CMMException nonsense) {
            LOG.debug("A colour profile was left out", nonsense);
        }
        return picture;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }
}
