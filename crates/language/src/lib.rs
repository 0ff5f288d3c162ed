//! What Yaddash knows of Azerbaijani, English and Russian
