package org.schoolapprovals.photo.web;

import jakarta.servlet.MultipartConfigElement;
import org.schoolapprovals.photo.PhotoSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server takes of any file that people upload: no larger than a photograph, and on the disk, never in memory. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    /** For what a form sends beside its file. */
    private static final long REST_OF_THE_FORM = 1024 * 1024;

    private static final String USUAL_PLACE = "";

    @Bean
    MultipartConfigElement uploads(PhotoSettings settings) {
        long largest = settings.largest().toBytes();
        return new MultipartConfigElement(USUAL_PLACE, largest, largest + REST_OF_THE_FORM, 0);
    }
}
