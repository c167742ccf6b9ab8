package org.schoolapprovals.photo.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import org.schoolapprovals.photo.image.PhotoFile.Format;

/** Decodes pictures, each with the one reader for its format. */
final class Decoder {

    /** What a picture may take while it is decoded: 50 megapixels in colour. Larger ones are read in every other pixel. */
    private static final long MOST_BYTES = 150_000_000;

    private Decoder() {}

    /**
     * @param enough the long edge, in pixels, below which nothing is left out
     * @throws org.schoolapprovals.refusal.RefusedException where the picture is damaged
     */
    static BufferedImage decode(PhotoFile file, int enough) {
        ImageReader reader = readerOf(file.format());
        try {
            boolean[] damaged = new boolean[1];
            reader.addIIOReadWarningListener((source, warning) -> damaged[0] |= isFatal(warning));
            reader.setInput(new ByteArrayImageInputStream(file.picture()), true, true);
            if (reader.getWidth(0) != file.width() || reader.getHeight(0) != file.height()) {
                throw Refusal.DAMAGED.exception();
            }
            ImageReadParam how = reader.getDefaultReadParam();
            int every = everyNth(file, enough);
            how.setSourceSubsampling(every, every, 0, 0);
            BufferedImage picture = reader.read(0, how);
            if (damaged[0]) {
                throw Refusal.DAMAGED.exception();
            }
            return picture;
        } catch (IOException damaged) {
            throw Refusal.DAMAGED.exception();
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader readerOf(Format format) {
        IIORegistry readers = IIORegistry.getDefaultInstance();
        try {
            return switch (format) {
                case JPEG ->
                    readers.getServiceProviderByClass(JPEGImageReaderSpi.class).createReaderInstance();
                case WEBP ->
                    readers.getServiceProviderByClass(WebPImageReaderSpi.class).createReaderInstance();
                case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            };
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int everyNth(PhotoFile file, int enough) {
        long bytes = (long) file.width() * file.height() * file.bytesPerPixel();
        int every = 1;
        while (bytes / ((long) every * every) > MOST_BYTES
                && Math.max(file.width(), file.height()) / (every + 1) >= enough) {
            every++;
        }
        return every;
    }

    /** Bytes too many between two parts harm no picture; everything else leaves a part of it grey. */
    private static boolean isFatal(String warning) {
        return warning.contains("Premature end")
                || warning.contains("Corrupt JPEG data") && !warning.contains("extraneous");
    }
}
