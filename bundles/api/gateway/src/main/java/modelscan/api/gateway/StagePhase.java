package modelscan.api.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Says on a component in which phase the stage stands. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StagePhase {
    /** Prefix of the service property. */
    String PREFIX_ = "modelscan.";

    /** The phase. */
    Phase value();
}
