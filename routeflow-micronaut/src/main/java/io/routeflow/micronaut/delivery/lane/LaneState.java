package io.routeflow.micronaut.delivery.lane;

/** What the dispatcher, the lane's thread and those that look at a lane share; each thread-safe. */
record LaneState(WaitingRoom room, LaneLedger ledger, DeliveryProgress progress) {}
