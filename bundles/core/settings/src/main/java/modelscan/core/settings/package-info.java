/** Settings: {@code conf/*.json} becomes configurations, checked and live; secrets stay in the vault until delivery. */
@Capability(namespace = "osgi.service", effective = "active",
        attribute = "objectClass:List<String>='org.osgi.service.condition.Condition'")
package modelscan.core.settings;

import org.osgi.annotation.bundle.Capability;
