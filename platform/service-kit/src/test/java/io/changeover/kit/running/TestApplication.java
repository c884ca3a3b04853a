package io.changeover.kit.running;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service of nothing but the kit. */
@SpringBootApplication
class TestApplication {}
