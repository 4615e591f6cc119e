# What tests are built from: as few optimisations as possible, for they are compiled far more often than they run.
add_library(precompiled_tests STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
target_precompile_headers(precompiled_tests PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled_tests.h)
target_include_directories(precompiled_tests PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(precompiled_tests PRIVATE -O0)
target_link_libraries(precompiled_tests PRIVATE Boost::headers GTest::gtest warnings)

add_custom_target(unit-tests)

# test_part(TARGET LIBRARIES…): a target of tests/, or of tests beside sources, that links to these
function(test_part target)
  target_link_libraries(${target} PUBLIC ${ARGN} GTest::gtest warnings)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/tests)
  target_compile_options(${target} PRIVATE -O0)
  target_precompile_headers(${target} REUSE_FROM precompiled_tests)
endfunction()

# test_program(NAME FOLDER SOURCES <files> LIBRARIES <targets>): build/<preset>/FOLDER/NAME. FOLDER is `unit`, or `e2e` for
# tests of the whole program, whose path they have as PROGRAM. All have SOURCE_DIR, GOLDEN_DIR, PICTURES_DIR and
# SOUNDS_DIR.
function(test_program name folder)
  cmake_parse_arguments(TEST "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  test_part(${name} ${TEST_LIBRARIES} GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${folder})
  set(golden ${CMAKE_SOURCE_DIR}/tests/golden)
  target_compile_definitions(${name} PRIVATE SOURCE_DIR="${CMAKE_SOURCE_DIR}" GOLDEN_DIR="${golden}"
                                             PICTURES_DIR="${golden}/pictures" SOUNDS_DIR="${golden}/sounds")
  if(folder STREQUAL e2e)
    target_compile_definitions(${name} PRIVATE PROGRAM="$<TARGET_FILE:hf-inference>" BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_dependencies(${name} hf-inference)
  else()
    add_dependencies(unit-tests ${name})
  endif()
endfunction()
