package io.changeover.contracts.plan;

import io.changeover.contracts.Role;

/**
 * Who must agree.
 *
 * @param role of those who may agree
 * @param count how many different people of that role
 */
public record ApprovalRule(Role role, int count) {
  public ApprovalRule {
    if (count < 1 || count > 10) {
      throw new IllegalArgumentException("count is 1 to 10 but not " + count);
    }
  }
}
