package modelscan.stage.limit;

import java.lang.annotation.Annotation;

/** Settings for tests. */
record Words(int waitMillis, int waitAloneMillis) implements LimitSettings.Config {
    static LimitSettings settings(int waitMillis, int waitAloneMillis) {
        return new LimitSettings(new Words(waitMillis, waitAloneMillis));
    }

    @Override
    public int staleAfter() {
        return 7;
    }

    @Override
    public boolean goOnUnsaved() {
        return false;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return LimitSettings.Config.class;
    }
}
