package org.schoolapprovals.standin;

import org.springframework.beans.factory.annotation.Value;

/**
 * What the page and the school have agreed on.
 *
 * @param address of the application, from where it can be reached by itself
 */
record StandInSettings(String pageId, String pageToken, String appSecret, String schoolName, String address) {

    StandInSettings(
            @Value("${school.facebook.page-id}") String pageId,
            @Value("${school.facebook.page-token}") String pageToken,
            @Value("${school.facebook.app-secret}") String appSecret,
            @Value("${school.name}") String schoolName,
            @Value("${school.standin.address}") String address) {
        this.pageId = pageId;
        this.pageToken = pageToken;
        this.appSecret = appSecret;
        this.schoolName = schoolName;
        this.address = address;
    }

    /** Where parents see the page. */
    String page() {
        return address + "/standin";
    }

    String picture(StandInPhoto photo) {
        return page() + "/photos/" + photo.id();
    }

    String webhook() {
        return address + "/channels/facebook/webhook";
    }
}
