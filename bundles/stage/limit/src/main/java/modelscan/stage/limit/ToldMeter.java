package modelscan.stage.limit;

/** What the provider itself said is left, for as long as that holds; knows nothing afterwards. */
final class ToldMeter implements Meter {
    private static final long PLENTY = Long.MAX_VALUE / 4;

    private long most = PLENTY;
    private long left = PLENTY;
    private long told;
    private long until;
    private boolean known;

    /** Takes over what was told; {@code underway} is what others took that the provider may not have seen yet. */
    void tell(long limit, long remaining, long underway, long now, long lasts) {
        most = limit == Amount.UNKNOWN ? Math.max(remaining, known ? most : remaining) : limit;
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
