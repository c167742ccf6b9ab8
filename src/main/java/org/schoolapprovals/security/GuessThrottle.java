package org.schoolapprovals.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords: ten tries for one account from one address, then one more every minute; and sixty for one
 * address, whatever the account, then one every ten seconds. Counted by address as well, so that a stranger cannot shut a
 * colleague out. Each node counts for itself.
 */
@Component
class GuessThrottle {

    private static final int MOST_REMEMBERED = 100_000;

    private final Cache<String, Bucket> byAccount = remembered();
    private final Cache<String, Bucket> byAddress = remembered();

    boolean admits(String userId, String address) {
        return byAddress.get(address, key -> bucket(60, Duration.ofSeconds(10))).tryConsume(1)
                && byAccount
                        .get(account(userId, address), key -> bucket(10, Duration.ofMinutes(1)))
                        .tryConsume(1);
    }

    void forgive(String userId, String address) {
        byAccount.invalidate(account(userId, address));
        byAddress.invalidate(address);
    }

    private static String account(String userId, String address) {
        return address + ' ' + userId.toLowerCase(Locale.ROOT);
    }

    private static Bucket bucket(int tries, Duration oneMoreEvery) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tries).refillIntervally(1, oneMoreEvery))
                .build();
    }

    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(Duration.ofHours(2))
                .build();
    }
}
