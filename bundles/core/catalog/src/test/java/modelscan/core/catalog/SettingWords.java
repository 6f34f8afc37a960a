package modelscan.core.catalog;

import java.lang.annotation.Annotation;
import java.util.Map;

/** The words of a provider's configuration, for tests: a few keys and some seconds. */
record SettingWords(Map<String, Integer> seconds, String... keys) implements ProviderSetting.Config {
    static SettingWords keys(String... keys) {
        return new SettingWords(Map.of(), keys);
    }

    @Override
    public String url() {
        return "";
    }

    @Override
    public String key() {
        return "";
    }

    @Override
    public String plan() {
        return "gold";
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public boolean sharedLimits() {
        return false;
    }

    @Override
    public int connect() {
        return seconds.getOrDefault("connect", 0);
    }

    @Override
    public int firstByte() {
        return seconds.getOrDefault("firstByte", 0);
    }

    @Override
    public int stall() {
        return seconds.getOrDefault("stall", 0);
    }

    @Override
    public int total() {
        return seconds.getOrDefault("total", 0);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return ProviderSetting.Config.class;
    }
}
