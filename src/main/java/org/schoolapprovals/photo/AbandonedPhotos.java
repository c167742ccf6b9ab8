package org.schoolapprovals.photo;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When photographs go that nobody sent a form with. */
@Component
class AbandonedPhotos {

    private final Photos photos;

    AbandonedPhotos(Photos photos) {
        this.photos = photos;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void round() {
        photos.deleteAbandoned();
    }
}
