package org.schoolapprovals.channel.facebook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * How the school's Facebook page is reached. Without the first four the page is not connected, and people do by hand what would
 * be done there.
 *
 * @param pageId the page's id
 * @param pageToken a page access token that does not expire
 * @param appSecret the secret of the app that the token was made for; the page signs with it what it sends
 * @param verifyToken what was typed in beside the webhook's address when it was subscribed
 * @param graphUrl base address of the Graph API, with its version
 * @param poll how often we look for what the webhook missed
 * @param patience how long we wait for an answer of the page
 */
@ConfigurationProperties("school.facebook")
record FacebookSettings(
        @DefaultValue("") String pageId,
        @DefaultValue("") String pageToken,
        @DefaultValue("") String appSecret,
        @DefaultValue("") String verifyToken,
        @DefaultValue("https://graph.facebook.com/v25.0") String graphUrl,
        @DefaultValue("PT5M") String poll,
        @DefaultValue("PT15S") Duration patience) {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]*");

    /** @throws SettingsFault for half a connection, or one that cannot be */
    FacebookSettings {
        pageId = pageId.strip();
        pageToken = pageToken.strip();
        appSecret = appSecret.strip();
        verifyToken = verifyToken.strip();
        graphUrl = graphUrl.strip();
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("SCHOOL_FACEBOOK_PAGE_ID", pageId);
        needed.put("SCHOOL_FACEBOOK_PAGE_TOKEN", pageToken);
        needed.put("SCHOOL_FACEBOOK_APP_SECRET", appSecret);
        needed.put("SCHOOL_FACEBOOK_VERIFY_TOKEN", verifyToken);
        List<String> missing = needed.keySet().stream()
                .filter(name -> needed.get(name).isEmpty())
                .toList();
        if (!missing.isEmpty() && missing.size() < needed.size()) {
            throw new SettingsFault("The Facebook page is connected by half: please set " + String.join(", ", missing)
                    + " too, or none of the settings of the page.");
        }
        if (!pageId.isEmpty() && !PageJson.isId(pageId)) {
            throw new SettingsFault("SCHOOL_FACEBOOK_PAGE_ID is no id of a page: please copy the number from the page's"
                    + " own settings.");
        }
        if (!VISIBLE_ASCII.matcher(pageToken).matches()) {
            throw new SettingsFault(
                    "SCHOOL_FACEBOOK_PAGE_TOKEN holds characters that no token has: please copy it anew.");
        }
        if (!PageJson.isWebAddress(graphUrl)) {
            throw new SettingsFault("SCHOOL_FACEBOOK_GRAPH_URL is no web address: please give one such as"
                    + " https://graph.facebook.com/v25.0, or leave it out.");
        }
        if (interval(poll).compareTo(Duration.ofSeconds(1)) < 0) {
            throw new SettingsFault("SCHOOL_FACEBOOK_POLL is no interval of a second or more: please give one such as"
                    + " PT5M for five minutes, or leave it out.");
        }
    }

    boolean connected() {
        return !pageId.isEmpty();
    }

    /** How often we look for what the webhook missed. */
    Duration interval() {
        return interval(poll);
    }

    private static Duration interval(String poll) {
        try {
            return DurationStyle.detectAndParse(poll.strip());
        } catch (IllegalArgumentException unreadable) {
            return Duration.ZERO;
        }
    }

    /** Without the secrets, so that they get into no log. */
    @Override
    public String toString() {
        return "FacebookSettings[pageId=" + pageId + ", graphUrl=" + graphUrl + ", poll=" + poll + "]";
    }
}
