package modelscan.core.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Plugins", description = "How plugins are started, replaced and removed")
@interface PluginSettings {
    @AttributeDefinition(name = "Drain", min = "0",
            description = "Seconds that a replaced version may go on with the exchanges it has")
    int drainSeconds() default 600;

    @AttributeDefinition(name = "Start", min = "1", description = "Seconds that a plugin may take to start")
    int startSeconds() default 30;

    @AttributeDefinition(name = "Up", min = "0",
            description = "Seconds that all parts of a new version may take to come up before the old one goes")
    int upSeconds() default 10;
}
