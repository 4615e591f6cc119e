# Language, warnings, sanitizers and build speed, for our code only: libraries come in as SYSTEM.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g -D_GLIBCXX_ASSERTIONS")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  # the precompiled headers are read once, not preprocessed and hashed for every source
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_DEPEND=1 CCACHE_INODECACHE=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_compile_definitions(HFI_VERSION="${PROJECT_VERSION}")

add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-declarations
                                          -Wunused-result)
# only where every warning has been seen: the next compiler's new ones must not keep anybody from building
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(warnings INTERFACE -Werror)
endif()

if(HFI_SANITIZE)
  # lines are what a finding is told with; the rest of -g is half of the time and most of the space
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -D_GLIBCXX_ASSERTIONS")
  add_compile_definitions(HFI_SANITIZED) # its allocator takes the place of the program's
  add_compile_options(-fsanitize=${HFI_SANITIZE} -fno-omit-frame-pointer)
  string(REPLACE "fuzzer-no-link" "" link "${HFI_SANITIZE}")
  string(REGEX REPLACE ",$" "" link "${link}")
  add_link_options(-fsanitize=${link})
  if(HFI_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(HFI_SANITIZE STREQUAL "thread")
    # Asio has fences, which the thread sanitizer does not model; what they order is locked as well
    add_compile_options(-Wno-tsan)
  endif()
endif()

find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
  add_link_options(-fuse-ld=mold)
endif()
