package org.schoolapprovals.textcheck;

import com.ibm.icu.text.IDNA;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;
import org.nibor.autolink.Span;

/**
 * Finds the hosts that a text links to, as a browser would open them: behind a user name, in another alphabet, with or without
 * {@code https://} in front.
 */
final class Links {

    /** In place of a host that is none. */
    static final String UNREADABLE = "an address that cannot be read";

    private static final int LONGEST_HOST = 253;
    private static final LinkExtractor EXTRACTOR = LinkExtractor.builder()
            .linkTypes(EnumSet.allOf(LinkType.class))
            .emailDomainMustHaveDot(true)
            .build();
    private static final IDNA HOSTS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI);

    /** What addresses end with that people here write without www. */
    private static final Set<String> ENDINGS = Set.of(
            "uk", "com", "org", "net", "info", "biz", "eu", "ie", "io", "co", "tv", "ly", "gl", "gg", "app", "dev",
            "xyz", "online", "site", "shop", "store", "link", "club", "live", "top", "vip", "buzz", "click", "icu",
            "ru", "cn", "tk", "ml", "ga", "cf", "gq", "cc", "ws", "de", "fr", "es", "pl", "nl", "edu", "gov", "scot",
            "wales", "cymru", "london", "blog", "page", "website", "space", "fun", "games", "chat", "social", "news",
            "xxx", "porn", "bet");

    /** Endings that are words as well; without a path behind it, tell.me is a missing space. */
    private static final Set<String> ENDINGS_WITH_PATH =
            Set.of("me", "to", "so", "is", "it", "in", "us", "at", "be", "my");

    private Links() {}

    /** Hosts in their order, in small letters, other alphabets in the form {@code xn--…}. */
    static Set<String> hostsIn(String text) {
        Set<String> hosts = new LinkedHashSet<>();
        for (Span span : EXTRACTOR.extractSpans(text)) {
            String part = text.substring(span.getBeginIndex(), span.getEndIndex());
            if (!(span instanceof LinkSpan link)) {
                addBare(part, hosts);
            } else if (link.getType() != LinkType.EMAIL) {
                hosts.add(hostOf(part).orElse(UNREADABLE));
            }
        }
        return hosts;
    }

    static boolean holdEMailAddress(String text) {
        for (LinkSpan link : EXTRACTOR.extractLinks(text)) {
            if (link.getType() == LinkType.EMAIL) {
                return true;
            }
        }
        return false;
    }

    /** The host of an address, with or without scheme; empty where there is none. */
    static Optional<String> hostOf(String address) {
        int scheme = address.indexOf("://");
        String rest = scheme < 0 ? address : address.substring(scheme + 3);
        String authority = rest.split("[/\\\\?#]", 2)[0];
        String host =
                decoded(authority.substring(authority.lastIndexOf('@') + 1)).replaceFirst(":[0-9]*$", "");
        StringBuilder ascii = new StringBuilder();
        HOSTS.nameToASCII(host, ascii, new IDNA.Info());
        String name = ascii.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return name.length() <= LONGEST_HOST && name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]")
                ? Optional.of(name)
                : Optional.empty();
    }

    /** Whether this host is one of these sites or lies below one of them. */
    static boolean isAmong(Set<String> sites, String host) {
        String rest = host;
        while (!sites.contains(rest)) {
            int dot = rest.indexOf('.');
            if (dot < 0) {
                return false;
            }
            rest = rest.substring(dot + 1);
        }
        return true;
    }

    /** Addresses without scheme and without www, such as {@code example.co.uk/fair}. */
    private static void addBare(String part, Set<String> hosts) {
        int at = 0;
        while (at < part.length()) {
            int end = at;
            while (end < part.length() && isOfAHost(part.charAt(end))) {
                end++;
            }
            if (end > at && (at == 0 || part.charAt(at - 1) != '@')) {
                boolean path = end < part.length() && "/?#".indexOf(part.charAt(end)) >= 0;
                String name = part.substring(at, end).replaceAll("^[.-]+|[.-]+$", "");
                String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                if (name.length() > ending.length()
                        && (ENDINGS.contains(ending) || path && ENDINGS_WITH_PATH.contains(ending))) {
                    hostOf(name).ifPresent(hosts::add);
                }
            }
            at = Math.max(end, at + 1);
        }
    }

    private static boolean isOfAHost(char character) {
        return Character.isLetterOrDigit(character) || character == '.' || character == '-';
    }

    private static String decoded(String host) {
        try {
            return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return host;
        }
    }
}
