package modelscan.stage.limit;

/** Counts what is under way at the same time. */
final class MomentMeter implements Meter {
    private final long most;
    private long running;

    MomentMeter(long most) {
        this.most = most;
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public long room(long now) {
        return most - running;
    }

    @Override
    public long wait(long amount, long now) {
        return room(now) >= amount ? 0 : NEVER;
    }

    @Override
    public void take(long amount, long now) {
        running += amount;
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        running = Math.max(0, running + difference);
    }

    @Override
    public long resets(long now) {
        return running == 0 ? 0 : NEVER;
    }
}
