package modelscan.core.catalog.auth;

import java.time.Instant;

/** A token and until when it is to be used. */
record AccessToken(String text, Instant until) {
    private static final long MARGIN = 60;

    /** A token that ends so many seconds from now; it is used until a minute before, a short one for half its time. */
    static AccessToken of(String text, Instant now, long seconds) {
        return new AccessToken(text, now.plusSeconds(Math.max(seconds - MARGIN, seconds / 2)));
    }

    boolean freshAt(Instant now) {
        return now.isBefore(until);
    }

    @Override
    public String toString() {
        return "AccessToken[until=" + until + "]";
    }
}
