//! KaleidoSwap's LSPS1 channel orders: generated from schema/lsps1.yaml.
