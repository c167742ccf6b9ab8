package org.schoolapprovals.photo.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.coobird.thumbnailator.filters.ImageFilter;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * What a camera wrote beside a picture.
 *
 * @param upright turns the picture the way it is looked at
 * @param found what else was there
 */
record CameraNotes(ImageFilter upright, Set<Found> found) {

    private static final ImageFilter AS_IT_IS = picture -> picture;

    static CameraNotes none() {
        return new CameraNotes(AS_IT_IS, Set.of());
    }

    /** @param exif from the TIFF header on; notes that cannot be read turn nothing */
    static CameraNotes of(byte[] exif) {
        Metadata metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(exif), metadata);
        Set<Found> found = EnumSet.noneOf(Found.class);
        if (metadata.containsDirectoryOfType(GpsDirectory.class)) {
            found.add(Found.LOCATION);
        }
        if (metadata.containsDirectoryOfType(ExifThumbnailDirectory.class)) {
            found.add(Found.PREVIEW);
        }
        ImageFilter upright = metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                .flatMap(directory ->
                        Optional.ofNullable(directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION)).stream())
                .findFirst()
                .filter(orientation -> orientation >= 1 && orientation <= 8)
                .map(orientation -> ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation)))
                .orElse(AS_IT_IS);
        return new CameraNotes(upright, found);
    }
}
