package org.schoolapprovals.photo;

import org.schoolapprovals.photo.image.PhotoCleaner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads and checks the settings of photographs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PhotoSettings.class)
class PhotoConfiguration {

    private static final long MILLION = 1_000_000;

    @Bean
    PhotoCleaner photoCleaner(PhotoSettings settings) {
        return new PhotoCleaner(
                (int) settings.largest().toBytes(), settings.longEdge(), settings.megapixels() * MILLION);
    }
}
