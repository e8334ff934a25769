import './base.h5.css'
