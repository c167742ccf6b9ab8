package org.schoolapprovals.photo;

import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many photographs a person may send, and how large.
 *
 * @param most the most photographs in one submission
 * @param largest the largest file; the server takes no larger one either
 * @param longEdge the long edge of a cleaned photograph, in pixels
 * @param megapixels the most pixels of a photograph that is sent, in millions
 */
@ConfigurationProperties("school.photos")
public record PhotoSettings(
        @DefaultValue("20") int most,
        @DefaultValue("25MB") DataSize largest,
        @DefaultValue("2048") int longEdge,
        @DefaultValue("50") int megapixels) {

    /** @throws SettingsFault for a limit with which nobody could send anything, or that no server could bear */
    public PhotoSettings {
        if (most < 1 || most > 50) {
            throw new SettingsFault("SCHOOL_PHOTOS_MOST takes a number from 1 to 50.");
        }
        if (largest.toBytes() < DataSize.ofMegabytes(1).toBytes()
                || largest.toBytes() > DataSize.ofMegabytes(100).toBytes()) {
            throw new SettingsFault("SCHOOL_PHOTOS_LARGEST takes a size from 1MB to 100MB.");
        }
        if (longEdge < 500 || longEdge > 4096) {
            throw new SettingsFault("SCHOOL_PHOTOS_LONG_EDGE takes a number of pixels from 500 to 4096.");
        }
        if (megapixels < 5 || megapixels > 120) {
            throw new SettingsFault("SCHOOL_PHOTOS_MEGAPIXELS takes a number from 5 to 120.");
        }
    }
}
