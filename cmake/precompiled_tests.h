// As precompiled.h, for everything that belongs to tests.
#include <gtest/gtest.h>

#include "precompiled.h"
