package modelscan.stage.limit;

/** What the provider itself said is left, for as long as that holds; knows nothing afterwards. */
final class ToldMeter implements Meter {
    private static final long PLENTY = Long.MAX_VALUE / 4;

    private long most = PLENTY;
    private long left = PLENTY;
    private long told;
    private long until;
    private boolean known;
    private boolean limited;

    /** Takes over what was told; {@code underway} is what others took that the provider may not have seen yet. */
    void tell(long limit, long remaining, long underway, long now, long lasts) {
        boolean before = known(now);
        limited = limit != Amount.UNKNOWN || before && limited;
        most = Math.max(remaining, limit != Amount.UNKNOWN ? limit : before ? most : 0);
        left = remaining - underway;
        told = now;
        until = now + lasts;
        known = true;
    }

    boolean known(long now) {
        if (known && now - until >= 0) {
            known = false;
        }
        return known;
    }

    @Override
    public long most() {
        return most;
    }

    /** Whether it was told how much there is in all, and not only what is left of it. */
    boolean limited() {
        return limited;
    }

    // What is left says nothing of how much there will be after the reset.
    @Override
    public long ceiling(long now) {
        return limited && known(now) ? most : PLENTY;
    }

    @Override
    public long used(long now) {
        return known(now) ? Math.max(0, most - Math.min(most, left)) : 0;
    }

    @Override
    public long room(long now) {
        return known(now) ? left : PLENTY;
    }

    @Override
    public long wait(long amount, long now) {
        return !known(now) || amount <= left ? 0 : Math.max(1, until - now);
    }

    @Override
    public void take(long amount, long now) {
        left -= known ? amount : 0;
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        if (known && takenAt - told >= 0) {
            left -= difference;
        }
    }

    @Override
    public long resets(long now) {
        return known(now) ? until - now : 0;
    }
}
